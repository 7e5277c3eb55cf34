package io.gatehouse.memory;

import io.gatehouse.testkit.RefreshTokenStoreContract;
import io.gatehouse.token.RefreshTokenStore;

final class MemoryRefreshTokenStoreTest implements RefreshTokenStoreContract {
    @Override
    public RefreshTokenStore refreshTokens() {
        return new MemoryRefreshTokenStore();
    }
}
