package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_provider_session}. */
class ProviderSessionRow {
    public String id;
    public String issuer;
    public String subject;

    @Nullable
    public String sid;

    public String subjectKey;

    @Nullable
    public String sidKey;

    public String accountId;

    @Nullable
    public String loginId;

    @Nullable
    public String idToken;

    public long expiresAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    ProviderSessionRow() {}
}
