package io.gatehouse.jpa;

import io.gatehouse.login.AttemptStore;
import io.gatehouse.testkit.AttemptStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaAttemptStoreTest implements AttemptStoreContract {
    @Parameter
    Combination on;

    @Override
    public AttemptStore attempts() {
        return TwoNodes.empty(on).inTurn(AttemptStore.class, database -> new JpaAttemptStore(database));
    }
}
