package io.gatehouse.jpa;

/** A row of {@code gatehouse_attempt}. */
class AttemptRow {
    public String id;
    public int attempts;
    public long windowEndsAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    AttemptRow() {}
}
