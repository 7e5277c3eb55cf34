package io.gatehouse.audit;

/** What a check of the chain has found. */
public sealed interface AuditVerdict {
    /**
     * Every row is there, in its place and as it was added.
     *
     * @param anchor what was deleted because it was old ends here
     * @param head the newest row that was checked; worth keeping elsewhere
     */
    record Intact(AuditMark anchor, AuditMark head) implements AuditVerdict {}

    /**
     * Something was changed, removed, put in or put elsewhere.
     *
     * @param sequence the number of the first row that is not as it should be
     * @param reason what is wrong with it
     */
    record Broken(long sequence, String reason) implements AuditVerdict {}
}
