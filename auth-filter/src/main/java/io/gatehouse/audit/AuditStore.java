package io.gatehouse.audit;

import java.time.Instant;
import java.util.List;

/**
 * Keeps the rows of the trail, which nobody changes. Any method throws {@link io.gatehouse.StoreUnavailableException} if the store is down.
 * Implementations are safe for any number of threads, and for any number of nodes that share them.
 */
public interface AuditStore {
    /**
     * Where the chain begins and ends.
     *
     * @param anchor the last row that was deleted because it was old: the first row that is left follows it
     * @param head the newest row
     */
    record Ends(AuditMark anchor, AuditMark head) {}

    /**
     * Where the chain begins and ends.
     *
     * @return both, as of one moment
     */
    Ends ends();

    /**
     * Adds rows after the newest one. Atomic: of several callers who add after one row, one succeeds.
     *
     * @param records rows that follow each other; at least one
     * @return false, and nothing has changed, if the first does not follow the newest row
     */
    boolean append(List<AuditRecord> records);

    /**
     * Rows after one, oldest first.
     *
     * @param sequence the number of that row
     * @param limit how many at most
     * @return the rows
     */
    List<AuditRecord> after(long sequence, int limit);

    /**
     * Rows of one account, newest first.
     *
     * @param account the account's id
     * @param before only rows of a lower number
     * @param limit how many at most
     * @return the rows
     */
    List<AuditRecord> ofAccount(String account, long before, int limit);

    /**
     * Deletes old rows from the beginning of the chain, up to the first that is not old, and moves the anchor to the last of them, at once.
     *
     * @param before what is older is old
     * @param limit how many at most
     * @return how many were deleted
     */
    int deleteBefore(Instant before, int limit);
}
