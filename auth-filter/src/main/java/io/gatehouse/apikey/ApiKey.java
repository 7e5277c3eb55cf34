package io.gatehouse.apikey;

import io.gatehouse.secret.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a store keeps of an API key: everything but its secret. Immutable.
 *
 * @param id finds the record; 16 characters whose case matters; no secret
 * @param ownerId the account that the key acts for
 * @param name what its owner calls it
 * @param hash the digest of its secret
 * @param start the first characters of its text, for people to tell keys apart; no part of the secret
 * @param scopes what it may be used for, as long as its owner may
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused, if ever
 * @param lastUsedAt when it was last used, as far as that is written down; see {@link ApiKeyPolicy#flushInterval}
 * @param revokedAt when its owner ended it
 * @param replacedBy the id of the key that a rotation put in its place; a replaced key can't be rotated again
 */
public record ApiKey(
        String id,
        String ownerId,
        String name,
        SecretHash hash,
        String start,
        Set<String> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt,
        Optional<String> replacedBy) {
    /** Copies the scopes. */
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /**
     * Whether the key works, as far as the key itself tells.
     *
     * @param now the present
     * @return true if it is neither revoked nor expired
     */
    public boolean isLive(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }

    /**
     * The key after its owner ended it. Stays as it is if that has happened before.
     *
     * @param at when
     * @return a changed copy
     */
    public ApiKey revoked(Instant at) {
        return with(expiresAt, lastUsedAt, revokedAt.or(() -> Optional.of(at)), replacedBy);
    }

    /**
     * The key after a rotation. Its life may become shorter, never longer.
     *
     * @param successorId the key in its place
     * @param endsAt the latest instant at which it ends
     * @return a changed copy
     */
    public ApiKey replaced(String successorId, Instant endsAt) {
        Instant end = expiresAt.filter(endsAt::isAfter).orElse(endsAt);
        return with(Optional.of(end), lastUsedAt, revokedAt, Optional.of(successorId));
    }

    /**
     * The key after a use. The time moves forward only.
     *
     * @param at when
     * @return a changed copy
     */
    public ApiKey used(Instant at) {
        return with(expiresAt, Optional.of(lastUsedAt.filter(at::isBefore).orElse(at)), revokedAt, replacedBy);
    }

    /** How long the key was meant to live; empty for ever. */
    Optional<Duration> lifetime() {
        return expiresAt.map(end -> Duration.between(createdAt, end));
    }

    /** The scopes that remain of the key's if somebody may give no more than these. */
    Set<String> scopesWithin(Set<String> allowed) {
        return allowed.containsAll(scopes)
                ? scopes
                : scopes.stream().filter(allowed::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** What clients see of a key: no secret and no digest. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("start", start);
        json.put("scopes", scopes.stream().sorted().toList());
        json.put("createdAt", createdAt);
        json.put("expiresAt", expiresAt);
        json.put("lastUsedAt", lastUsedAt);
        return json;
    }

    private ApiKey with(
            Optional<Instant> newExpiresAt,
            Optional<Instant> newLastUsedAt,
            Optional<Instant> newRevokedAt,
            Optional<String> newReplacedBy) {
        return new ApiKey(
                id,
                ownerId,
                name,
                hash,
                start,
                scopes,
                createdAt,
                newExpiresAt,
                newLastUsedAt,
                newRevokedAt,
                newReplacedBy);
    }
}
