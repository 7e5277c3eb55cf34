package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.SetCookie;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SecretHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cookies that tie pending logins to the browser that began them: one for each, named after its state, so that several tabs may sign in at
 * once. A browser keeps at most {@value #MAX_AT_ONCE}; the oldest go first.
 */
record LoginCookies(boolean secure) {
    /** How many logins a browser may have pending; a reply deletes the cookies of older ones. */
    static final int MAX_AT_ONCE = 8;

    /** Cookies that are looked through for old ones, so that a header made for it costs nothing. */
    private static final int MAX_READ = 100;

    private static final String TOKEN_PREFIX = "gl";
    private static final int NAME_CHARACTERS = 16;

    static OpaqueToken newToken(SecureRandom random) {
        return OpaqueToken.issue(TOKEN_PREFIX, random);
    }

    /** The cookie of a new login. Its value begins with the time, by which the oldest is told. */
    SetCookie begin(SecretHash state, OpaqueToken token, Instant now, Duration lifetime) {
        String value = now.getEpochSecond() + "." + token.reveal();
        return new SetCookie(name(state), value, Optional.of(lifetime), SetCookie.SameSite.LAX, secure);
    }

    /** What the browser proves; empty also if it sends two cookies of that name, of which one may be planted. */
    Optional<OpaqueToken> find(AuthRequest request, SecretHash state) {
        List<String> values = request.cookies(name(state));
        if (values.size() != 1) {
            return Optional.empty();
        }
        String value = values.get(0);
        return OpaqueToken.parse(TOKEN_PREFIX, value.substring(value.indexOf('.') + 1));
    }

    SetCookie deleted(SecretHash state) {
        return deleted(name(state));
    }

    /** What deletes the oldest cookies, so that a further one fits. */
    List<SetCookie> surplus(AuthRequest request) {
        TreeMap<String, String> ours = new TreeMap<>();
        for (String line : request.headers("Cookie")) {
            String[] pairs = line.split(";", MAX_READ + 1);
            for (int i = 0; i < Math.min(pairs.length, MAX_READ); i++) {
                int equals = pairs[i].indexOf('=');
                String name = equals < 0 ? "" : pairs[i].substring(0, equals).strip();
                if (isOurs(name)) {
                    ours.put(name, pairs[i].substring(equals + 1).strip());
                }
            }
        }
        List<String> oldestFirst = new ArrayList<>(ours.keySet());
        oldestFirst.sort(Comparator.comparing(name -> ours.getOrDefault(name, "")));
        int surplus = Math.max(0, oldestFirst.size() - MAX_AT_ONCE + 1);
        return oldestFirst.subList(0, surplus).stream().map(this::deleted).toList();
    }

    private SetCookie deleted(String name) {
        return new SetCookie(name, "", Optional.of(Duration.ZERO), SetCookie.SameSite.LAX, secure);
    }

    private String name(SecretHash state) {
        return prefix() + state.encoded().substring(0, NAME_CHARACTERS);
    }

    private boolean isOurs(String name) {
        return name.length() == prefix().length() + NAME_CHARACTERS
                && name.startsWith(prefix())
                && name.chars().allMatch(LoginCookies::isBase64Url);
    }

    private static boolean isBase64Url(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private String prefix() {
        return secure ? "__Host-gatehouse-login-" : "gatehouse-login-";
    }
}
