package io.gatehouse.testserver;

import static io.gatehouse.Requirement.anyRole;
import static io.gatehouse.Requirement.anyone;
import static io.gatehouse.Requirement.fresh;
import static io.gatehouse.Requirement.nobody;
import static io.gatehouse.Requirement.role;
import static io.gatehouse.Requirement.schemes;
import static io.gatehouse.Requirement.scopes;
import static io.gatehouse.Requirement.signedIn;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** An engine that opens {@code /api} to anyone, for annotations to close, and asks the same of {@code /ruled} by rules. */
final class TestEngine {
    private static final MutableClock CLOCK = MutableClock.create();

    private TestEngine() {}

    static AuthEngine create() {
        return AuthEngine.builder()
                .clock(CLOCK)
                .use(taught(FakeAuthenticator.ofHeader("bearer", "X-Token"), true))
                .use(taught(FakeAuthenticator.ofHeader("api-key", "X-Key"), false))
                .use(taught(FakeAuthenticator.ofCookie("session", "s"), true))
                .protect("/api/*", anyone())
                .protect("/servlet/*", anyone())
                .protect("/ruled/open", anyone())
                .protect("/ruled/closed", nobody())
                .protect("/ruled/signed-in", signedIn())
                .protect("/ruled/admin", role("admin"))
                .protect("/ruled/staff", anyRole("admin", "auditor"))
                .protect("/ruled/read", scopes("read"))
                .protect("/ruled/read-write", scopes("read", "write"))
                .protect("/ruled/key", schemes("api-key"))
                .protect("/ruled/fresh", fresh(Duration.ofMinutes(5)))
                .protect("/ruled/admin-key", role("admin").and(schemes("api-key")))
                .build();
    }

    private static FakeAuthenticator taught(FakeAuthenticator scheme, boolean login) {
        Instant now = CLOCK.instant();
        return scheme.with(
                        "ada",
                        () -> found(identity("ada", scheme, now, login)
                                .withRoles(Set.of("user"))
                                .withScopes(Set.of("read"))))
                .with(
                        "grace",
                        () -> found(identity("grace", scheme, now, login)
                                .withRoles(Set.of("user", "admin"))
                                .withScopes(Set.of("read", "write"))))
                .with(
                        "old",
                        () -> found(identity("grace", scheme, now.minusSeconds(3600), login)
                                .withRoles(Set.of("admin"))));
    }

    private static Outcome found(Identity identity) {
        return Outcome.authenticated(identity);
    }

    private static Identity identity(String subject, FakeAuthenticator scheme, Instant at, boolean login) {
        Identity identity = Identity.of(subject, scheme.scheme(), at);
        return login ? identity.withLoginId("login-of-" + subject) : identity;
    }
}
