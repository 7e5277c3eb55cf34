package io.gatehouse.jpa;

/** The row of {@code gatehouse_schema}. */
class SchemaRow {
    public int id;
    public int version;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    SchemaRow() {}
}
