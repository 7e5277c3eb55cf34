package io.gatehouse.jpa;

/** A row of {@code gatehouse_linked_account}. */
class LinkedAccountRow {
    public String id;
    public String issuer;
    public String subject;
    public String accountId;
    public long linkedAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    LinkedAccountRow() {}
}
