package io.gatehouse.login;

import java.time.Instant;
import java.util.Optional;

/**
 * A login that still works.
 *
 * @param id the login's id; no secret
 * @param kind {@code token} or {@code session}
 * @param createdAt when it began
 * @param lastSeenAt when it was last used, as far as that is written down
 * @param expiresAt when it ends if it is not used again
 * @param address where it was last used from
 * @param userAgent what it was last used with, cut to {@value #MAX_USER_AGENT} characters
 */
public record LiveLogin(
        String id,
        String kind,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        String address,
        Optional<String> userAgent) {
    /** The longest user agent that is kept. */
    public static final int MAX_USER_AGENT = 256;
}
