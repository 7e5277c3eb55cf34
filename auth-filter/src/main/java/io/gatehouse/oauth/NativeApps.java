package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.Grant;
import io.gatehouse.secret.OpaqueToken;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The native apps that people sign in to, and the one-time codes that they get. */
record NativeApps(
        OneTimeCodeStore codes,
        AccountStore accounts,
        Grant grant,
        Map<String, NativeApp> byClientId,
        Clock clock,
        SecureRandom random,
        PurgeTimer timer) {
    /** How long a code waits to be exchanged. RFC 6749 section 4.1.2 wants at most 10 minutes; an app asks at once. */
    static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

    private static final String CODE_PREFIX = "gc";
    private static final int MAX_STATE = 512;

    static NativeApps of(OneTimeCodeStore codes, AccountStore accounts, Grant grant, List<NativeApp> apps) {
        Map<String, NativeApp> byClientId = new LinkedHashMap<>();
        for (NativeApp app : apps) {
            if (byClientId.put(app.clientId(), app) != null) {
                throw new IllegalArgumentException("two apps have the client id " + app.clientId());
            }
        }
        return new NativeApps(
                codes, accounts, grant, byClientId, Clock.systemUTC(), new SecureRandom(), new PurgeTimer());
    }

    NativeApps with(Clock newClock, SecureRandom newRandom) {
        return new NativeApps(codes, accounts, grant, byClientId, newClock, newRandom, timer);
    }

    /**
     * Reads what an app asks for; empty for a login of the browser itself. Nothing is ever sent to an address that is not the app's (RFC 9700
     * section 4.1.3): what is wrong is told to the person in front of the browser.
     */
    Optional<PendingLogin.AppTarget> target(AuthRequest request) throws Rejection {
        Optional<String> clientId = Providers.once(request, "clientId");
        if (clientId.isEmpty()) {
            return Optional.empty();
        }
        NativeApp app = byClientId.get(clientId.get());
        if (app == null) {
            throw JsonBody.malformed("\"clientId\" is no registered app.");
        }
        String redirectUri = required(request, "redirectUri");
        if (!app.owns(redirectUri)) {
            throw JsonBody.malformed("\"redirectUri\" is not that of the app.");
        }
        String state = required(request, "state");
        if (state.isEmpty() || state.length() > MAX_STATE || !state.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw JsonBody.malformed("\"state\" is 1 to " + MAX_STATE + " printable characters.");
        }
        String challenge = required(request, "codeChallenge");
        String method = required(request, "codeChallengeMethod");
        if (!method.equals("S256") || !Pkce.isValue(challenge, 43, 43)) {
            throw JsonBody.malformed("\"codeChallenge\" is not one of the method S256 (RFC 7636).");
        }
        return Optional.of(new PendingLogin.AppTarget(app.clientId(), redirectUri, state, challenge));
    }

    /** Makes a code, and the address that hands it over. */
    URI code(
            PendingLogin.AppTarget app, String accountId, ProviderSessions.At at, Optional<ProviderSessions> sessions) {
        Instant now = clock.instant();
        timer.purge(now, codes::deleteExpired);
        OpaqueToken code = OpaqueToken.issue(CODE_PREFIX, random);
        sessions.ifPresent(it -> it.promised(code.id(), at, accountId));
        codes.insert(new OneTimeCode(
                code.id(), code.hash(), app, accountId, at.issuer(), at.subject(), at.sid(), now.plus(CODE_LIFETIME)));
        return address(app, "code", code.reveal());
    }

    /** Takes a code: once, whether it then turns out to be right or not. */
    Optional<OneTimeCode> consume(String text) {
        return OpaqueToken.parse(CODE_PREFIX, text)
                .flatMap(token ->
                        codes.consume(token.id(), clock.instant()).filter(code -> token.matches(code.secret())));
    }

    /** Tells the app that nobody signed in (RFC 6749 section 4.1.2.1). */
    static URI failure(PendingLogin.AppTarget app, int status) {
        String error = status >= 500 ? "temporarily_unavailable" : "access_denied";
        return address(app, "error", error);
    }

    private static URI address(PendingLogin.AppTarget app, String name, String value) {
        return URI.create(app.redirectUri() + "?" + name + "=" + encode(value) + "&state=" + encode(app.state()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String required(AuthRequest request, String name) throws Rejection {
        return Providers.once(request, name).orElseThrow(() -> JsonBody.malformed("\"" + name + "\" is missing."));
    }
}
