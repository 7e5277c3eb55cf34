package io.gatehouse.jpa;

import io.gatehouse.oauth.LinkedAccountStore;
import io.gatehouse.testkit.LinkedAccountStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaLinkedAccountStoreTest implements LinkedAccountStoreContract {
    @Parameter
    Combination on;

    @Override
    public LinkedAccountStore linkedAccounts() {
        return TwoNodes.empty(on).inTurn(LinkedAccountStore.class, database -> new JpaLinkedAccountStore(database));
    }
}
