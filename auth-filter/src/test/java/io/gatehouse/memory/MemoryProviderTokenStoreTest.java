package io.gatehouse.memory;

import io.gatehouse.oauth.ProviderTokenStore;
import io.gatehouse.testkit.ProviderTokenStoreContract;

final class MemoryProviderTokenStoreTest implements ProviderTokenStoreContract {
    @Override
    public ProviderTokenStore providerTokens() {
        return new MemoryProviderTokenStore();
    }
}
