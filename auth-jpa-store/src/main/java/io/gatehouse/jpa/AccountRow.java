package io.gatehouse.jpa;

/** A row of {@code gatehouse_account}. */
class AccountRow {
    public String id;
    public String email;
    public String roles;
    public String scopes;
    public boolean enabled;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    AccountRow() {}
}
