package io.gatehouse.jpa;

import io.gatehouse.oauth.ProviderTokenStore;
import io.gatehouse.testkit.ProviderTokenStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaProviderTokenStoreTest implements ProviderTokenStoreContract {
    @Parameter
    Combination on;

    @Override
    public ProviderTokenStore providerTokens() {
        return TwoNodes.empty(on).inTurn(ProviderTokenStore.class, database -> new JpaProviderTokenStore(database));
    }
}
