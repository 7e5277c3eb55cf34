package io.gatehouse.memory;

import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.testkit.ProviderSessionStoreContract;

final class MemoryProviderSessionStoreTest implements ProviderSessionStoreContract {
    @Override
    public ProviderSessionStore providerSessions() {
        return new MemoryProviderSessionStore();
    }
}
