package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.login.LiveLogin;
import java.time.Instant;

/** Notes where a request came from. */
final class UserAgents {
    private UserAgents() {}

    static RefreshFamily.Seen seen(AuthRequest request, Instant now) {
        return new RefreshFamily.Seen(
                now,
                request.clientAddress(),
                request.headers("User-Agent").stream().findFirst().map(UserAgents::cut));
    }

    private static String cut(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().limit(LiveLogin.MAX_USER_AGENT).forEach(c -> out.append(c < 0x20 || c > 0x7e ? '?' : (char) c));
        return out.toString();
    }
}
