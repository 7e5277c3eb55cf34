package io.gatehouse.jpa;

import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.testkit.ProviderSessionStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaProviderSessionStoreTest implements ProviderSessionStoreContract {
    @Parameter
    Combination on;

    @Override
    public ProviderSessionStore providerSessions() {
        return TwoNodes.empty(on).inTurn(ProviderSessionStore.class, database -> new JpaProviderSessionStore(database));
    }
}
