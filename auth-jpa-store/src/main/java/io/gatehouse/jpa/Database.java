package io.gatehouse.jpa;

import io.gatehouse.StoreUnavailableException;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/**
 * What every store here does its work with: one transaction for each call, tried again if the database broke it off because of another,
 * and one exception for whatever else fails.
 */
final class Database {
    /** Each time somebody else's transaction went through, so this is enough for many at once, and ends. */
    static final int MAX_TRIES = 64;

    private final Transactions transactions;

    Database(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Does some work in a transaction, perhaps several times, of which one counts.
     *
     * @throws StoreUnavailableException if it can't be done, or it can't be known whether it was
     * @throws DuplicateException if a row of this key or unique value is there already
     */
    <T> T call(Function<EntityManager, T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return transactions.inNew(entities -> work.apply(uncached(entities)));
            } catch (RuntimeException e) {
                switch (Fault.of(e)) {
                    case CONFLICT -> {
                        if (tries == MAX_TRIES) {
                            throw new StoreUnavailableException("the database was too busy", e);
                        }
                    }
                    case DUPLICATE -> throw new DuplicateException(e);
                    default -> throw new StoreUnavailableException("the database failed", e);
                }
            }
        }
    }

    /** Inserts a row; false if its key, or a unique value of it, is taken. */
    boolean inserted(Object row) {
        try {
            return call(entities -> {
                entities.persist(row);
                entities.flush();
                return true;
            });
        } catch (DuplicateException e) {
            return false;
        }
    }

    /**
     * Another node may have changed what a provider's cache holds. And EclipseLink reads outside of the transaction, unless told otherwise,
     * where it meets a broken connection with three tries and pauses of five seconds.
     */
    private static EntityManager uncached(EntityManager entities) {
        entities.setProperty("eclipselink.transaction.join-existing", "true");
        entities.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS);
        entities.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
        return entities;
    }
}
