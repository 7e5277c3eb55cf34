package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_one_time_code}. */
class OneTimeCodeRow {
    public String id;
    public String secret;
    public String clientId;
    public String redirectUri;
    public String appState;
    public String challenge;
    public String accountId;
    public String issuer;
    public String subject;

    @Nullable
    public String sid;

    public long expiresAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    OneTimeCodeRow() {}
}
