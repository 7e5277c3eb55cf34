package io.gatehouse.jpa;

/** A row of {@code gatehouse_audit}. */
class AuditRow {
    public long sequence;
    public long at;
    public String type;
    public String account;
    public String requestId;
    public String method;
    public String path;
    public String clientAddress;
    public String userAgent;
    public String scheme;
    public String credentialId;
    public String rule;
    public String code;
    public String reason;
    public String previous;
    public String hash;

    /** For the persistence provider, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    AuditRow() {}
}
