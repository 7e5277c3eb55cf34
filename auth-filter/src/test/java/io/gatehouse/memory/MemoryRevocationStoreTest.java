package io.gatehouse.memory;

import io.gatehouse.testkit.RevocationStoreContract;
import io.gatehouse.token.RevocationStore;

final class MemoryRevocationStoreTest implements RevocationStoreContract {
    @Override
    public RevocationStore revocations() {
        return new MemoryRevocationStore();
    }
}
