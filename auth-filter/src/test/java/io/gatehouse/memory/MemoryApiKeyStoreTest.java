package io.gatehouse.memory;

import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.testkit.ApiKeyStoreContract;

class MemoryApiKeyStoreTest implements ApiKeyStoreContract {
    @Override
    public ApiKeyStore emptyStore() {
        return new MemoryApiKeyStore();
    }
}
