package io.gatehouse.jpa;

/** The row of {@code gatehouse_audit_ends}: where the chain begins and ends. */
class AuditEndsRow {
    public int id;
    public long anchorSequence;
    public String anchorHash;
    public long headSequence;
    public String headHash;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    AuditEndsRow() {}
}
