package io.gatehouse.jpa;

import io.gatehouse.session.SessionStore;
import io.gatehouse.testkit.SessionStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaSessionStoreTest implements SessionStoreContract {
    @Parameter
    Combination on;

    @Override
    public SessionStore sessions() {
        return TwoNodes.empty(on)
                .inTurn(SessionStore.class, database -> new JpaSessionStore(database, TestReads.none(database)));
    }
}
