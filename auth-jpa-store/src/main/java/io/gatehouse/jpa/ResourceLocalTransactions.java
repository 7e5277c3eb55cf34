package io.gatehouse.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.function.Function;

/** Transactions of a persistence unit of type {@code RESOURCE_LOCAL}, as on Tomcat. Safe for any number of threads. */
public final class ResourceLocalTransactions implements Transactions {
    private final EntityManagerFactory factory;

    private ResourceLocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /**
     * Transactions of a factory, which stays the caller's to close.
     *
     * @param factory made from a persistence unit that names {@value JpaStores#MAPPING_FILE}
     * @return its transactions
     */
    public static ResourceLocalTransactions of(EntityManagerFactory factory) {
        return new ResourceLocalTransactions(factory);
    }

    @Override
    public <T> T inNew(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            EntityTransaction transaction = entities.getTransaction();
            transaction.begin();
            try {
                T answer = work.apply(entities);
                transaction.commit();
                return answer;
            } catch (RuntimeException | Error e) {
                rollBack(transaction, e);
                throw e;
            }
        }
    }

    private static void rollBack(EntityTransaction transaction, Throwable cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
