package io.gatehouse.jpa;

/** A row of {@code gatehouse_counter}: who changes it holds its lock until the end of the transaction. */
class CounterRow {
    public String id;
    public long current;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    CounterRow() {}
}
