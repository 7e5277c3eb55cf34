package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.SetCookie;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.secret.OpaqueToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The cookies of a logout that is passed on to the provider: one names the provider's session and opens its ID token, and lasts as long as
 * the browser is open; one recognizes the browser when the provider sends it back.
 */
record LogoutCookies(boolean secure) {
    /** How long the provider may take to send the browser back. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    SetCookie session(OpaqueToken key) {
        return cookie("provider", key.reveal(), Optional.empty());
    }

    /** The key, as received; empty also if the browser sends two, of which one may be planted. */
    Optional<OpaqueToken> session(AuthRequest request) {
        return once(request, "provider").flatMap(ProviderSessions::key);
    }

    SetCookie sessionDeleted() {
        return cookie("provider", "", Optional.of(Duration.ZERO));
    }

    SetCookie begin(String state, ReturnTo returnTo) {
        String path = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(returnTo.path().getBytes(StandardCharsets.US_ASCII));
        return cookie("logout", state + "." + path, Optional.of(LIFETIME));
    }

    /** Where the browser that began a logout goes; empty if it did not begin this one (OpenID Connect RP-Initiated Logout section 3). */
    Optional<ReturnTo> ended(AuthRequest request, String state) {
        String value = once(request, "logout").orElse("");
        int dot = value.indexOf('.');
        boolean same = dot > 0
                && MessageDigest.isEqual(
                        value.substring(0, dot).getBytes(StandardCharsets.UTF_8),
                        state.getBytes(StandardCharsets.UTF_8));
        return same ? decode(value.substring(dot + 1)) : Optional.empty();
    }

    SetCookie endedDeleted() {
        return cookie("logout", "", Optional.of(Duration.ZERO));
    }

    private static Optional<ReturnTo> decode(String text) {
        try {
            return ReturnTo.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> once(AuthRequest request, String name) {
        List<String> values = request.cookies(prefix() + name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private SetCookie cookie(String name, String value, Optional<Duration> maxAge) {
        return new SetCookie(prefix() + name, value, maxAge, SetCookie.SameSite.LAX, secure);
    }

    private String prefix() {
        return secure ? "__Host-gatehouse-" : "gatehouse-";
    }
}
