package io.gatehouse.jpa;

import java.time.Instant;
import java.util.List;

/** Deletes rows that are over, a bounded number in each transaction, so that no other waits long for a lock. */
final class Batches {
    static final int SIZE = 500;

    private Batches() {}

    /**
     * Deletes up to {@code limit} rows.
     *
     * @param select asks for the ids of rows that are over at {@code :now}
     * @param delete deletes those of {@code :ids} that are still over at {@code :now}
     * @return how many were deleted by this call
     */
    static int delete(Database database, String select, String delete, Instant now, int limit) {
        int deleted = 0;
        while (deleted < limit) {
            int most = Math.min(SIZE, limit - deleted);
            List<String> ids = database.call(entities -> entities.createQuery(select, String.class)
                    .setParameter("now", now.toEpochMilli())
                    .setMaxResults(most)
                    .getResultList());
            if (ids.isEmpty()) {
                return deleted;
            }
            deleted += database.call(entities -> entities.createQuery(delete)
                    .setParameter("ids", ids)
                    .setParameter("now", now.toEpochMilli())
                    .executeUpdate());
            if (ids.size() < most) {
                return deleted;
            }
        }
        return deleted;
    }
}
