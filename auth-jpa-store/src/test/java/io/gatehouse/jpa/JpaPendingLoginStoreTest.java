package io.gatehouse.jpa;

import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.testkit.PendingLoginStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaPendingLoginStoreTest implements PendingLoginStoreContract {
    @Parameter
    Combination on;

    @Override
    public PendingLoginStore pendingLogins() {
        return TwoNodes.empty(on).inTurn(PendingLoginStore.class, database -> new JpaPendingLoginStore(database, 1000));
    }
}
