package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_session}. */
class SessionRow {
    public String id;
    public String hash;
    public String accountId;
    public long createdAt;
    public long lastSeenAt;
    public long expiresAt;
    public long endsAt;
    public String address;

    @Nullable
    public String userAgent;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    SessionRow() {}
}
