package io.gatehouse.memory;

import io.gatehouse.session.SessionStore;
import io.gatehouse.testkit.SessionStoreContract;

class MemorySessionStoreTest implements SessionStoreContract {
    @Override
    public SessionStore sessions() {
        return new MemorySessionStore();
    }
}
