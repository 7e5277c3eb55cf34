package io.gatehouse.jpa;

import io.gatehouse.testkit.RefreshTokenStoreContract;
import io.gatehouse.token.RefreshTokenStore;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaRefreshTokenStoreTest implements RefreshTokenStoreContract {
    @Parameter
    Combination on;

    @Override
    public RefreshTokenStore refreshTokens() {
        return TwoNodes.empty(on).inTurn(RefreshTokenStore.class, database -> new JpaRefreshTokenStore(database));
    }
}
