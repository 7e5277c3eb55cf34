package io.gatehouse.jpa;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/**
 * Runs work in transactions of its own, whatever transaction the caller is in. See {@link ResourceLocalTransactions} and {@link
 * JtaTransactions}. Safe for any number of threads.
 */
public interface Transactions {
    /**
     * Begins a new transaction, does the work, and commits; rolls back if anything is thrown.
     *
     * @param <T> what the work answers
     * @param work what to do, with an entity manager that is used for nothing else
     * @return what the work answered
     * @throws RuntimeException what the work or the commit threw; then nothing has changed, unless the connection broke during the commit
     */
    <T> T inNew(Function<EntityManager, T> work);
}
