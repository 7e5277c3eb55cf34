package io.gatehouse.testkit;

import static io.gatehouse.Requirement.anyRole;
import static io.gatehouse.Requirement.anyone;
import static io.gatehouse.Requirement.login;
import static io.gatehouse.Requirement.nobody;
import static io.gatehouse.Requirement.role;
import static io.gatehouse.Requirement.scopes;
import static io.gatehouse.Requirement.signedIn;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEngineBuilder;
import io.gatehouse.AuthFeature;
import io.gatehouse.AuthRequest;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The engine that {@link DecisionTable} speaks of: two explicit schemes, {@code token} and {@code key}, an ambient one, {@code
 * cookie}, a rule for every kind of requirement, and endpoints that do well or fail.
 */
public final class DecisionWiring {
    /** The header field of the scheme {@code token}. */
    public static final String TOKEN_HEADER = "X-Token";
    /** The header field of the scheme {@code key}. */
    public static final String KEY_HEADER = "X-Key";
    /** The cookie of the scheme {@code cookie}. */
    public static final String COOKIE = "__Host-fake";

    private record Rule(String pattern, Requirement requirement, List<AuthFeature> accepted) {}

    private final FakeAuthenticator token = teach(FakeAuthenticator.ofHeader("token", TOKEN_HEADER), true);
    private final FakeAuthenticator key = teach(FakeAuthenticator.ofHeader("key", KEY_HEADER), false);
    private final FakeAuthenticator cookie = teach(FakeAuthenticator.ofCookie("cookie", COOKIE), true);

    /**
     * The scheme {@code cookie}.
     *
     * @return the authenticator, which tells how often it was asked
     */
    public FakeAuthenticator cookieScheme() {
        return cookie;
    }

    /**
     * The wiring.
     *
     * @return a builder to which more can be added
     */
    public AuthEngineBuilder builder() {
        return builder(rules());
    }

    /**
     * The same with the rules in the opposite order, which must change nothing.
     *
     * @return a builder
     */
    public AuthEngineBuilder builderWithRulesReversed() {
        List<Rule> reversed = new ArrayList<>(rules());
        Collections.reverse(reversed);
        return builder(reversed);
    }

    private AuthEngineBuilder builder(List<Rule> rules) {
        AuthEngineBuilder builder = AuthEngine.builder()
                .clock(MutableClock.create())
                .use(token)
                .use(key)
                .use(cookie);
        rules.forEach(rule -> builder.protect(
                rule.pattern(), rule.requirement(), rule.accepted().toArray(AuthFeature[]::new)));
        endpoints().forEach(builder::use);
        return builder;
    }

    private List<Rule> rules() {
        return List.of(
                rule("/open/*", anyone()),
                rule("/open/closed", role("admin")),
                rule("/open/closed/shop", anyone()),
                rule("/open/{any}/deep", nobody()),
                rule("/open/literal/deep", anyone()),
                rule("/signed-in", signedIn()),
                rule("/admin/*", role("admin")),
                rule("/staff", anyRole("admin", "auditor")),
                rule("/write", scopes("write")),
                rule("/read-write", scopes("read", "write")),
                rule("/login-only", login()),
                rule("/nobody", nobody()),
                rule("/token-only/*", signedIn(), token),
                rule("/token-open", anyone(), token),
                rule("/cookie-only", signedIn(), cookie),
                rule("/orders/{id}", scopes("read")),
                rule("/orders/new", scopes("write")),
                rule("/orders/{id}/notes", role("admin")),
                rule("/Case", anyone()),
                rule("/shop", anyone()),
                rule("/shop/*", role("admin")),
                rule("GET /methods", anyone()),
                rule("POST /methods", signedIn()),
                rule("/mixed", signedIn()),
                rule("DELETE /mixed", role("admin")),
                rule("/fails/runtime", failing(() -> new IllegalStateException("rule"))),
                rule("/fails/deep", failing(StackOverflowError::new)),
                rule("/fails/down", failing(() -> new StoreUnavailableException("rule"))),
                rule("/fails/null", identity -> null),
                rule("/fails/open", openFailing()));
    }

    private static Rule rule(String pattern, Requirement requirement, AuthFeature... accepted) {
        return new Rule(pattern, requirement, List.of(accepted));
    }

    private List<AuthFeature> endpoints() {
        return List.of(
                new FakeEndpoint(
                        "POST",
                        "/auth/login",
                        anyone(),
                        false,
                        (request, identity) -> Reply.json(200, "in").withCookie(sessionCookie("fresh"))),
                FakeEndpoint.of("GET", "/auth/me", signedIn(), DecisionWiring::ok),
                FakeEndpoint.of("DELETE", "/auth/me", signedIn(), DecisionWiring::ok),
                FakeEndpoint.of("POST", "/auth/keys", login(), DecisionWiring::ok),
                FakeEndpoint.of("POST", "/auth/logout", anyone(), DecisionWiring::ok),
                FakeEndpoint.of("GET", "/auth/things/{id}", anyone(), DecisionWiring::ok),
                FakeEndpoint.of(
                        "POST",
                        "/auth/rotate",
                        signedIn(),
                        (request, identity) -> Reply.noContent().withCookie(sessionCookie("rotated"))),
                FakeEndpoint.of("POST", "/auth/rejecting", signedIn(), (request, identity) -> {
                    throw new Rejection(RequestProblems.NOT_FOUND, "nothing");
                }),
                FakeEndpoint.of("POST", "/auth/runtime", anyone(), (request, identity) -> {
                    throw new IllegalStateException("endpoint");
                }),
                FakeEndpoint.of("POST", "/auth/deep", anyone(), (request, identity) -> {
                    throw new StackOverflowError();
                }),
                FakeEndpoint.of("POST", "/auth/down", anyone(), (request, identity) -> {
                    throw new StoreUnavailableException("endpoint");
                }),
                FakeEndpoint.of("POST", "/auth/null", anyone(), (request, identity) -> null));
    }

    /** The words: {@code ada} may read, {@code grace} is admin and may write, the others fail in some way. */
    private static FakeAuthenticator teach(FakeAuthenticator scheme, boolean login) {
        Identity ada = identity("ada", scheme.scheme(), login, Set.of("user"), Set.of("read"));
        Identity grace = identity("grace", scheme.scheme(), login, Set.of("user", "admin"), Set.of("read", "write"));
        return scheme.with("ada", () -> Outcome.authenticated(ada))
                .with("grace", () -> Outcome.authenticated(grace))
                .with("foreign", () -> Outcome.authenticated(ada.withIssuer("https://issuer.example")))
                .with("renewed", () -> new Outcome.Authenticated(ada, List.of(sessionCookie("renewed"))))
                .with("absent", Outcome::absent)
                .with("runtime", failure(() -> new IllegalStateException("scheme")))
                .with("deep", failure(StackOverflowError::new))
                .with("down", failure(() -> new StoreUnavailableException("scheme")))
                .with("down-as-value", () -> Outcome.rejected(Problem.unavailable("scheme")))
                .with("null", () -> null);
    }

    private static Identity identity(
            String subject, String scheme, boolean login, Set<String> roles, Set<String> scopes) {
        Identity identity =
                Identity.of(subject, scheme, Instant.EPOCH).withRoles(roles).withScopes(scopes);
        return login ? identity.withLoginId("login-of-" + subject) : identity;
    }

    private static SetCookie sessionCookie(String value) {
        return new SetCookie(COOKIE, value, Optional.empty(), SetCookie.SameSite.LAX, true);
    }

    private static Reply ok(AuthRequest request, Optional<Identity> identity) {
        return Reply.json(200, identity.map(Identity::subject).orElse("nobody"));
    }

    private static Supplier<Outcome> failure(Supplier<? extends Throwable> cause) {
        return () -> {
            throw unchecked(cause.get());
        };
    }

    private static Requirement failing(Supplier<? extends Throwable> cause) {
        return identity -> {
            throw unchecked(cause.get());
        };
    }

    private static Requirement openFailing() {
        return new Requirement() {
            @Override
            public boolean open() {
                throw new IllegalStateException("open");
            }

            @Override
            public Optional<Problem> refuse(Identity identity) {
                return Optional.empty();
            }
        };
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}
