package io.gatehouse.token;

import io.gatehouse.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token whose signature and claims hold. Only {@link JwtVerifier} makes one, so whoever holds one need not ask. Immutable. Whether it was
 * revoked is another question: {@link TokenRevocation}.
 */
public final class VerifiedJwt {
    private final TrustedIssuer issuer;
    private final JsonObject claims;
    private final ClaimsCheck.Checked checked;
    private final Optional<Instant> keyEnd;
    private final long keyVersion;

    VerifiedJwt(
            TrustedIssuer issuer,
            JsonObject claims,
            ClaimsCheck.Checked checked,
            Optional<Instant> keyEnd,
            long keyVersion) {
        this.issuer = issuer;
        this.claims = claims;
        this.checked = checked;
        this.keyEnd = keyEnd;
        this.keyVersion = keyVersion;
    }

    /**
     * Who issued it.
     *
     * @return the {@code iss}
     */
    public String issuer() {
        return issuer.policy().issuer();
    }

    /**
     * What it was judged by.
     *
     * @return the policy of its issuer
     */
    public JwtPolicy policy() {
        return issuer.policy();
    }

    /**
     * Whom it is about, in the namespace of its issuer.
     *
     * @return the {@code sub}
     */
    public String subject() {
        return checked.subject();
    }

    /**
     * Whom it is for; we are among them.
     *
     * @return the {@code aud}
     */
    public Set<String> audience() {
        return checked.audience();
    }

    /**
     * When it ends, without skew.
     *
     * @return the {@code exp}
     */
    public Instant expiresAt() {
        return checked.expiresAt();
    }

    /**
     * When it was issued.
     *
     * @return the {@code iat}, if it has one
     */
    public Optional<Instant> issuedAt() {
        return checked.issuedAt();
    }

    /**
     * When the person signed in.
     *
     * @return the {@code auth_time}, if it has one
     */
    public Optional<Instant> authenticatedAt() {
        return checked.authenticatedAt();
    }

    /**
     * Its own name.
     *
     * @return the {@code jti}, if it has one
     */
    public Optional<String> id() {
        return checked.id();
    }

    /**
     * The login that it belongs to.
     *
     * @return the {@code sid}, if it has one
     */
    public Optional<String> sessionId() {
        return checked.sessionId();
    }

    /**
     * Every claim.
     *
     * @return the claims, of whatever types the issuer gave them
     */
    public JsonObject claims() {
        return claims;
    }

    /** From when on it is accepted. */
    Instant acceptedFrom() {
        Instant later = checked.notBefore().orElse(Instant.EPOCH);
        Instant issued = checked.issuedAt().orElse(Instant.EPOCH);
        Instant latest = later.isAfter(issued) ? later : issued;
        return latest.minus(policy().skew());
    }

    /** From when on it is expired. */
    Instant expiredFrom() {
        return expiresAt().plus(policy().skew());
    }

    /** When the key that it was verified with ends, if that is known. */
    Optional<Instant> keyEnd() {
        return keyEnd;
    }

    /** Whether no key of its issuer was removed since it was verified. */
    boolean keysAreUnchanged() {
        return issuer.keys().version() == keyVersion;
    }

    /** Shows no claims but issuer and subject. */
    @Override
    public String toString() {
        return "VerifiedJwt[" + subject() + " of " + issuer() + "]";
    }
}
