package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.PlainText;
import io.gatehouse.login.LiveLogin;
import java.time.Instant;
import java.util.Optional;

/**
 * One login by tokens: every refresh token that descends from it, and every access token that was handed out with them. Immutable.
 *
 * @param id the login's id, the {@code sid} of its access tokens; no secret
 * @param accountId whose login it is
 * @param createdAt when the person proved itself
 * @param endsAt when the login ends however much it is used
 * @param seen when, from where and with what it was last used
 * @param rotations how many of its refresh tokens were used up
 * @param expiresAt when its newest refresh token expires
 */
public record RefreshFamily(
        String id, String accountId, Instant createdAt, Instant endsAt, Seen seen, int rotations, Instant expiresAt) {
    /**
     * A use of a login.
     *
     * @param at when
     * @param address the client's address
     * @param userAgent what the client calls itself
     */
    public record Seen(Instant at, String address, Optional<String> userAgent) {
        static Seen of(AuthRequest request, Instant now) {
            Optional<String> userAgent =
                    request.headers("User-Agent").stream().findFirst().map(Seen::cut);
            return new Seen(now, request.clientAddress(), userAgent);
        }

        private static String cut(String text) {
            return PlainText.ascii(text.substring(0, Math.min(text.length(), LiveLogin.MAX_USER_AGENT)));
        }
    }

    /**
     * The family after one of its tokens was rotated.
     *
     * @param now the use
     * @param newExpiry when the successor expires
     * @return a changed copy
     */
    public RefreshFamily used(Seen now, Instant newExpiry) {
        return new RefreshFamily(id, accountId, createdAt, endsAt, now, rotations + 1, newExpiry);
    }
}
