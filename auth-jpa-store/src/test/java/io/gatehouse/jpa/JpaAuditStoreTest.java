package io.gatehouse.jpa;

import io.gatehouse.audit.AuditStore;
import io.gatehouse.testkit.AuditStoreContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaAuditStoreTest implements AuditStoreContract {
    @Parameter
    Combination on;

    private AuditStore store;

    @BeforeEach
    void empty() {
        store = TwoNodes.empty(on).inTurn(AuditStore.class, database -> new JpaAuditStore(database));
    }

    @Override
    public AuditStore audit() {
        return store;
    }
}
