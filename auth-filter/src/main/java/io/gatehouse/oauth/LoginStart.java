package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import io.gatehouse.SetCookie;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SecretHash;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Begins a login: random values, the record that waits for the answer, and the cookie that ties both to the browser. */
final class LoginStart {
    /** How long the provider's answer is waited for. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** What the verifier is sealed for. */
    static final String SEALED_FOR = "oauth code verifier";

    private final PendingLoginStore store;
    private final LoginCookies cookies;
    private final ReturnTo home;
    private final Clock clock;
    private final SecureRandom random;
    private final PurgeTimer timer = new PurgeTimer();

    /** A login that was begun: where the browser must go, and with which cookies. */
    record Begun(URI location, List<SetCookie> cookies) {}

    LoginStart(PendingLoginStore store, LoginCookies cookies, ReturnTo home, Clock clock, SecureRandom random) {
        this.store = store;
        this.cookies = cookies;
        this.home = home;
        this.clock = clock;
        this.random = random;
    }

    Begun begin(
            ProviderClient client,
            AuthRequest request,
            Optional<String> returnTo,
            Optional<PendingLogin.LinkTarget> linkTo,
            Optional<PendingLogin.AppTarget> app)
            throws Rejection {
        ReturnTo end = returnTo(returnTo, home);
        String state = Pkce.newValue(random);
        String nonce = Pkce.newValue(random);
        String verifier = Pkce.newValue(random);
        // Before anything is kept: a provider that is down leaves nothing behind
        URI location = client.authorizationUri(state, nonce, verifier, app.isPresent());
        OpaqueToken browser = LoginCookies.newToken(random);
        Instant now = clock.instant();
        SecretHash key = SecretHash.of(state);
        timer.purge(now, store::deleteExpired);
        store.insert(new PendingLogin(
                key,
                client.provider().id(),
                browser.hash(),
                SecretHash.of(nonce),
                browser.seal(SEALED_FOR, verifier, random),
                end,
                linkTo,
                app,
                now,
                now.plus(LIFETIME)));
        List<SetCookie> all = new ArrayList<>(cookies.surplus(request));
        all.add(cookies.begin(key, browser, now, LIFETIME));
        return new Begun(location, all);
    }

    /** Where a browser wants to go at the end, or home. */
    static ReturnTo returnTo(Optional<String> wanted, ReturnTo home) throws Rejection {
        if (wanted.isEmpty()) {
            return home;
        }
        return ReturnTo.parse(wanted.get())
                .orElseThrow(() -> new Rejection(
                        Problem.of(RequestProblems.REQUEST_MALFORMED, "returnTo is no path of this origin")
                                .withDetail("\"returnTo\" is not a path of this site.")));
    }
}
