package io.gatehouse.memory;

import io.gatehouse.oauth.LinkedAccountStore;
import io.gatehouse.testkit.LinkedAccountStoreContract;

final class MemoryLinkedAccountStoreTest implements LinkedAccountStoreContract {
    @Override
    public LinkedAccountStore linkedAccounts() {
        return new MemoryLinkedAccountStore();
    }
}
