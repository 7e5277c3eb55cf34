package io.gatehouse.memory;

import io.gatehouse.oauth.OneTimeCodeStore;
import io.gatehouse.testkit.OneTimeCodeStoreContract;

final class MemoryOneTimeCodeStoreTest implements OneTimeCodeStoreContract {
    @Override
    public OneTimeCodeStore oneTimeCodes() {
        return new MemoryOneTimeCodeStore();
    }
}
