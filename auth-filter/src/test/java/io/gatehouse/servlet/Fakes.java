package io.gatehouse.servlet;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEngineBuilder;
import io.gatehouse.AuthFeature;
import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Small schemes that need no keys: a header that names the caller, a cookie that does, and endpoints that echo. */
final class Fakes {
    static final SetCookie COOKIE =
            new SetCookie("sid", "renewed", Optional.of(Duration.ofHours(1)), SetCookie.SameSite.LAX, false);

    private Fakes() {}

    /** An engine of all of them, with an open path, an admin's path and nothing else. */
    static AuthEngineBuilder engine() {
        return AuthEngine.builder()
                .use(new UserHeader())
                .use(new SidCookie())
                .use(new Echo())
                .protect("/open/*", Requirement.anyone())
                .protect("/admin/*", Requirement.role("admin"));
    }

    /** {@code X-User: name} or {@code X-User: name,role}. */
    static final class UserHeader implements Authenticator {
        @Override
        public String scheme() {
            return "user-header";
        }

        @Override
        public Carriage carriage() {
            return Carriage.EXPLICIT;
        }

        @Override
        public boolean presented(AuthRequest request) {
            return !request.headers("X-User").isEmpty();
        }

        @Override
        public Outcome authenticate(AuthRequest request) {
            String[] parts = request.headers("X-User").get(0).split(",", -1);
            if (parts[0].equals("overflow")) {
                return authenticate(request);
            }
            if (parts[0].equals("broken")) {
                throw new IllegalStateException("authenticator broken");
            }
            if (parts[0].equals("bad")) {
                return new Outcome.Rejected(Problem.of(RequestProblems.CREDENTIALS_MISSING, "a bad name"), List.of());
            }
            Identity identity = Identity.of(parts[0], scheme(), Instant.EPOCH);
            return new Outcome.Authenticated(
                    parts.length > 1 ? identity.withRoles(Set.of(parts[1])) : identity, List.of());
        }

        @Override
        public Optional<String> challenge(Optional<Problem> problem) {
            return Optional.of("X-User realm=\"test\"");
        }
    }

    /** {@code Cookie: sid=name}; renewed with every request. */
    static final class SidCookie implements Authenticator {
        @Override
        public String scheme() {
            return "sid";
        }

        @Override
        public Carriage carriage() {
            return Carriage.AMBIENT;
        }

        @Override
        public boolean presented(AuthRequest request) {
            return !request.cookies("sid").isEmpty();
        }

        @Override
        public Outcome authenticate(AuthRequest request) {
            String name = request.cookies("sid").get(0);
            return name.equals("stale")
                    ? new Outcome.Rejected(
                            Problem.of(RequestProblems.CREDENTIALS_MISSING, "stale"), List.of(COOKIE.deleted()))
                    : new Outcome.Authenticated(Identity.of(name, scheme(), Instant.EPOCH), List.of(COOKIE));
        }

        @Override
        public Optional<String> challenge(Optional<Problem> problem) {
            return Optional.empty();
        }
    }

    /** {@code POST /auth/body} answers its JSON body's member "say", {@code GET /auth/seen} what was seen of a request. */
    static final class Echo implements AuthFeature {
        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(new BodyEndpoint(), new SeenEndpoint());
        }
    }

    private static final class BodyEndpoint implements Endpoint {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/auth/body";
        }

        @Override
        public Requirement requirement() {
            return Requirement.anyone();
        }

        @Override
        public Reply handle(AuthRequest request, Optional<Identity> identity) throws Rejection {
            return Reply.json(200, Map.of("say", JsonBody.required(JsonBody.read(request), "say")));
        }
    }

    private static final class SeenEndpoint implements Endpoint {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/auth/seen";
        }

        @Override
        public Requirement requirement() {
            return Requirement.anyone();
        }

        @Override
        public Reply handle(AuthRequest request, Optional<Identity> identity) {
            return Reply.json(
                    200,
                    Map.of(
                            "method", request.method(),
                            "origin", request.origin(),
                            "address", request.clientAddress(),
                            "cookies", request.cookies("c"),
                            "query", request.queryParameters("q"),
                            "lines", request.headers("X-Line")));
        }
    }

    /** Counts how often it is closed. */
    record Closing(AtomicInteger closed) implements AuthFeature {
        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
