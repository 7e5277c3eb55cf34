package io.gatehouse.audit;

/**
 * A place in the chain. Kept outside of the store it proves later that nothing up to there was changed, removed or put in.
 *
 * @param sequence the number of a row; 0 before the first
 * @param hash its hash; empty before the first
 */
public record AuditMark(long sequence, String hash) {
    /** Before the first row. */
    public static final AuditMark START = new AuditMark(0, "");
}
