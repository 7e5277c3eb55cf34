package io.gatehouse.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of a persistence unit of type {@code JTA}, as on Jakarta EE servers. A transaction of the caller is suspended meanwhile:
 * that a token was used up must not be undone because something else failed. Safe for any number of threads.
 */
public final class JtaTransactions implements Transactions {
    private final EntityManagerFactory factory;
    private final TransactionManager manager;

    private JtaTransactions(EntityManagerFactory factory, TransactionManager manager) {
        this.factory = factory;
        this.manager = manager;
    }

    /**
     * Transactions of a factory and a server.
     *
     * @param factory made by the server ({@code @PersistenceUnit}) from a persistence unit that names {@value JpaStores#MAPPING_FILE}
     * @param manager the server's, found by JNDI: {@code java:appserver/TransactionManager} on Payara and GlassFish, {@code
     *     java:jboss/TransactionManager} on WildFly
     * @return its transactions
     */
    public static JtaTransactions of(EntityManagerFactory factory, TransactionManager manager) {
        return new JtaTransactions(factory, manager);
    }

    @Override
    public <T> T inNew(Function<EntityManager, T> work) {
        try {
            Transaction callers = manager.suspend();
            try {
                return begun(work);
            } finally {
                resume(callers);
            }
        } catch (SystemException
                | NotSupportedException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | InvalidTransactionException e) {
            throw new PersistenceException("the transaction failed", e);
        }
    }

    private <T> T begun(Function<EntityManager, T> work)
            throws SystemException, NotSupportedException, RollbackException, HeuristicMixedException,
                    HeuristicRollbackException {
        manager.begin();
        try {
            // Made within the transaction, so it takes part in it
            try (EntityManager entities = factory.createEntityManager()) {
                T answer = work.apply(entities);
                entities.flush();
                manager.commit();
                return answer;
            }
        } catch (RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Throwable cause) {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                manager.rollback();
            }
        } catch (SystemException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void resume(@Nullable Transaction callers) throws SystemException, InvalidTransactionException {
        if (callers != null) {
            manager.resume(callers);
        }
    }
}
