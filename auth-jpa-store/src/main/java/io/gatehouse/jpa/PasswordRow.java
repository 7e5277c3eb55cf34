package io.gatehouse.jpa;

/** A row of {@code gatehouse_password}. */
class PasswordRow {
    public String accountId;
    public String login;
    public String hash;
    public int failures;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    PasswordRow() {}
}
