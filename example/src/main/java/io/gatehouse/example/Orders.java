package io.gatehouse.example;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;

/** The orders of each account, in the application's own table. */
final class Orders {
    private static final int SHOWN = 100;
    private static final int MAX_TRIES = 20;

    private final EntityManagerFactory factory;

    Orders(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** The account's newest orders, oldest first. */
    List<Integer> of(String accountId) {
        try (EntityManager entities = factory.createEntityManager()) {
            return entities.createQuery(
                            "select o.number from Order o where o.accountId = :accountId order by o.number desc",
                            Integer.class)
                    .setParameter("accountId", accountId)
                    .setMaxResults(SHOWN)
                    .getResultStream()
                    .sorted()
                    .toList();
        }
    }

    /** Adds the account's next order. Of two at once, one takes the number and the other the next. */
    int add(String accountId) {
        for (int tries = 1; ; tries++) {
            try (EntityManager entities = factory.createEntityManager()) {
                entities.getTransaction().begin();
                int number = entities.createQuery(
                                        "select coalesce(max(o.number), 0) from Order o where o.accountId = :accountId",
                                        Integer.class)
                                .setParameter("accountId", accountId)
                                .getSingleResult()
                        + 1;
                entities.persist(new Order(accountId, number));
                entities.getTransaction().commit();
                return number;
            } catch (PersistenceException e) {
                if (tries == MAX_TRIES || !isTaken(e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether another order got the number (SQLSTATE class 23). */
    private static boolean isTaken(PersistenceException thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException e
                && e.getSQLState() != null
                && e.getSQLState().startsWith("23");
    }
}
