package io.gatehouse.it.ee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The stores of an application without a database. */
@ApplicationScoped
public class MemoryStores {
    @Produces
    @Singleton
    EeStores stores() {
        return EeStores.inMemory();
    }
}
