package io.gatehouse.session;

import io.gatehouse.secret.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a store keeps of a session: everything but its secret. Immutable.
 *
 * @param id finds the record; no secret
 * @param hash the digest of the secret in the cookie
 * @param accountId whose session it is
 * @param createdAt when the person proved itself
 * @param lastSeenAt when it was last used, as far as that is written down; see {@link SessionPolicy#flushInterval}
 * @param expiresAt when it ends if it is not used again
 * @param endsAt when it ends however much it is used
 * @param address where it began
 * @param userAgent what it began with, cut to 256 characters
 */
public record Session(
        String id,
        SecretHash hash,
        String accountId,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Instant endsAt,
        String address,
        Optional<String> userAgent) {
    /**
     * The session after a use. Times move forward only.
     *
     * @param at when
     * @param idle how long it may lie unused from then on; never beyond its end
     * @return a changed copy, or this one if it was used later than that already
     */
    public Session seen(Instant at, Duration idle) {
        if (!lastSeenAt.isBefore(at)) {
            return this;
        }
        Instant idleEnd = at.plus(idle);
        return new Session(
                id,
                hash,
                accountId,
                createdAt,
                at,
                idleEnd.isBefore(endsAt) ? idleEnd : endsAt,
                endsAt,
                address,
                userAgent);
    }

    /**
     * The session with another secret.
     *
     * @param successor the digest of the new secret
     * @return a changed copy
     */
    public Session renewed(SecretHash successor) {
        return new Session(id, successor, accountId, createdAt, lastSeenAt, expiresAt, endsAt, address, userAgent);
    }

    /**
     * Whether the session works, as far as it tells itself.
     *
     * @param now the present
     * @return true if it has neither lain unused for too long nor come to its end
     */
    public boolean isLive(Instant now) {
        return now.isBefore(expiresAt) && now.isBefore(endsAt);
    }
}
