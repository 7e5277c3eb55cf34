package io.gatehouse.audit;

/**
 * A row of the trail.
 *
 * @param sequence its number: one more than that of the row before
 * @param entry what it says
 * @param previous the hash of the row before
 * @param hash its own, over all of this
 */
public record AuditRecord(long sequence, AuditEntry entry, String previous, String hash) {
    /**
     * Its place in the chain.
     *
     * @return number and hash
     */
    public AuditMark mark() {
        return new AuditMark(sequence, hash);
    }
}
