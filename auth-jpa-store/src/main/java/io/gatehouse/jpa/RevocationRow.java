package io.gatehouse.jpa;

/** A row of {@code gatehouse_revocation}. */
class RevocationRow {
    public String loginId;
    public long untilAt;
    public long version;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    RevocationRow() {}
}
