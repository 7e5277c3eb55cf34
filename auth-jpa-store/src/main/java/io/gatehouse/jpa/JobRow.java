package io.gatehouse.jpa;

/** A row of {@code gatehouse_job}: which node does a job at the moment, and until when at the latest. */
class JobRow {
    public String id;
    public String owner;
    public long untilAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    JobRow() {}
}
