package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_provider_token}. */
class ProviderTokenRow {
    public String id;
    public String accountId;
    public String providerId;
    public String version;
    public String sealed;

    @Nullable
    public Long claimedUntil;

    public long expiresAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    ProviderTokenRow() {}
}
