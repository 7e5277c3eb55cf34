package io.gatehouse.jpa;

import io.gatehouse.testkit.RevocationStoreContract;
import io.gatehouse.token.RevocationStore;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaRevocationStoreTest implements RevocationStoreContract {
    @Parameter
    Combination on;

    @Override
    public RevocationStore revocations() {
        return TwoNodes.empty(on).inTurn(RevocationStore.class, database -> new JpaRevocationStore(database));
    }
}
