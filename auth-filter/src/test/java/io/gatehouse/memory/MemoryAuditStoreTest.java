package io.gatehouse.memory;

import io.gatehouse.audit.AuditStore;
import io.gatehouse.testkit.AuditStoreContract;

final class MemoryAuditStoreTest implements AuditStoreContract {
    private final AuditStore store = new MemoryAuditStore();

    @Override
    public AuditStore audit() {
        return store;
    }
}
