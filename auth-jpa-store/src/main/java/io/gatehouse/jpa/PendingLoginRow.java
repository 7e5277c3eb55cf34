package io.gatehouse.jpa;

import org.jspecify.annotations.Nullable;

/** A row of {@code gatehouse_pending_login}. */
class PendingLoginRow {
    public String state;
    public String providerId;
    public String browser;
    public String nonce;
    public String verifier;
    public String returnPath;

    @Nullable
    public String linkAccountId;

    @Nullable
    public String linkLoginId;

    @Nullable
    public String appClientId;

    @Nullable
    public String appRedirectUri;

    @Nullable
    public String appState;

    @Nullable
    public String appChallenge;

    public long createdAt;
    public long expiresAt;

    /** For the persistence provider, which fills the fields. They are public, or Hibernate takes them for typing errors in the mapping. */
    @SuppressWarnings("NullAway.Init")
    PendingLoginRow() {}
}
