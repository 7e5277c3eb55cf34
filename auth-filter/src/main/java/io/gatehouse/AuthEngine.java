package io.gatehouse;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what. Knows neither servlets nor containers: adapters translate a request, ask {@link #decide} and carry
 * out the answer. Built once with {@link #builder}; immutable and safe for any number of threads.
 *
 * <p>A path that no rule lists needs sign-in. A credential that is bad in any way is refused, on open paths too; the one
 * exception is a stale cookie on an open path, which means anonymous and is cleared. Whatever fails inside is answered with 500
 * or 503 and never lets a request through.
 */
public final class AuthEngine implements AutoCloseable {
    private static final Set<String> ECHOING_METHODS = Set.of("TRACE", "TRACK");

    private final RouteTable<Map<String, BoundEndpoint>> endpoints;
    private final RouteTable<PathRules> rules;
    private final Route otherwise;
    private final CredentialFinder credentials;
    private final SameSiteGuard sameSite;
    private final TransportGuard transport;
    private final Optional<LoginPage> loginPage;
    private final Events events;
    private final List<AuthFeature> features;
    private final List<Route> described;
    private final AtomicBoolean closed = new AtomicBoolean();

    AuthEngine(AuthEngineBuilder plan) {
        endpoints = plan.endpointTable();
        rules = plan.ruleTable();
        otherwise = plan.defaultRoute();
        credentials = new CredentialFinder(plan.authenticators());
        sameSite = new SameSiteGuard(plan.allowedOrigins());
        transport = new TransportGuard(plan.plainHttpAllowed());
        loginPage = plan.loginPage();
        events = new Events(plan.clock(), plan.listener());
        features = plan.features();
        described = plan.describedRoutes();
        loginPage.ifPresent(this::requireOpen);
    }

    /** Else browsers would be sent there from there, again and again. */
    private void requireOpen(LoginPage page) {
        PathRules rule = rules.find(page.path());
        Route route = rule == null ? otherwise : rule.find("GET");
        if (route == null || !route.requirement().open()) {
            throw new IllegalArgumentException(
                    "the login page " + page.path() + " needs sign-in itself: open it by a rule");
        }
    }

    /**
     * Starts an engine with nothing in it: every path needs sign-in, and there is no way to sign in.
     *
     * @return a builder
     */
    public static AuthEngineBuilder builder() {
        return new AuthEngineBuilder(Clock.systemUTC());
    }

    /**
     * Decides about a request.
     *
     * @param request the request; used during the call only
     * @param floor what the caller asks in addition to the path's rule, for instance a container's constraint;
     *     {@link Requirement#anyone} if nothing
     * @return what to do; never null, and never an exception
     */
    public Decision decide(AuthRequest request, Requirement floor) {
        try {
            return judgeOrRefuse(request, floor);
        } catch (Exception | Error e) {
            return fail(request, e);
        }
    }

    /**
     * Refuses a request that an adapter can't bring before the rules, for instance because its URL is ambiguous.
     *
     * @param request the request
     * @param problem why
     * @return the answer, with the challenges of every scheme if it is a 401
     */
    public Decision.Answer refuse(AuthRequest request, Problem problem) {
        return answer(request, Refused.of(problem, otherwise));
    }

    /**
     * Refuses a request because something failed inside, in the engine or in an adapter: 500, or 503 if a store is down.
     *
     * @param request the request
     * @param cause what was thrown; for the log only
     * @return the answer
     */
    public Decision.Answer fail(AuthRequest request, Throwable cause) {
        events.failed(request, cause);
        Problem problem = cause instanceof StoreUnavailableException
                ? Problem.unavailable("see the log")
                : Problem.of(RequestProblems.INTERNAL_ERROR, "see the log");
        return new Decision.Answer(Refusals.reply(problem, List.of(), null, Optional.empty()));
    }

    /**
     * What is protected and how, one line for each rule, for logs and documentation.
     *
     * @return the lines, endpoints first, then rules, then what applies to everything else
     */
    public List<String> describe() {
        return described.stream()
                .map(route -> route.pattern() + " = " + route.requirement()
                        + (route.schemes().isEmpty() ? "" : " by " + String.join(", ", new TreeSet<>(route.schemes()))))
                .toList();
    }

    /** Closes every feature, once, also after one has failed. The engine must not be asked afterwards. */
    @Override
    public void close() {
        RuntimeException failed = null;
        for (AuthFeature feature : closed.getAndSet(true) ? List.<AuthFeature>of() : features) {
            try {
                feature.close();
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private Decision judgeOrRefuse(AuthRequest request, Requirement floor) {
        try {
            return judge(request, floor);
        } catch (Refused e) {
            return answer(request, e);
        }
    }

    private Decision judge(AuthRequest request, Requirement floor) throws Refused {
        if (ECHOING_METHODS.contains(request.method())) {
            throw Refused.of(
                    methodNotAllowed(request, Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")), otherwise);
        }
        Map<String, BoundEndpoint> methods = endpoints.find(request.path());
        if (methods != null) {
            return judgeEndpoint(request, methods, floor);
        }
        Route route = route(request);
        Caller caller = identify(request, route, floor, true);
        return new Decision.Allow(caller.identity(), caller.cookies());
    }

    private Route route(AuthRequest request) throws Refused {
        PathRules rule = rules.find(request.path());
        if (rule == null) {
            return otherwise;
        }
        Route route = rule.find(request.method());
        if (route == null) {
            throw Refused.of(methodNotAllowed(request, rule.methods()), otherwise);
        }
        return route;
    }

    private Decision judgeEndpoint(AuthRequest request, Map<String, BoundEndpoint> methods, Requirement floor)
            throws Refused {
        BoundEndpoint bound = methods.get(request.method().equals("HEAD") ? "GET" : request.method());
        if (bound == null) {
            Set<String> allowed = new TreeSet<>(methods.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            throw Refused.of(methodNotAllowed(request, allowed), otherwise);
        }
        Endpoint endpoint = bound.endpoint();
        Route route = bound.route();
        refuseIf(transport.refuse(request), route, null);
        Caller caller = identify(request, route, floor, endpoint.readsCredentials());
        if (caller.authenticator() == null) {
            refuseIf(sameSite.refuse(request, endpoint.needsSameSiteProof()), route, null);
        }
        try {
            Reply reply = endpoint.handle(request, caller.identity());
            events.happened(request, reply.facts());
            return new Decision.Answer(withCookies(reply, caller.cookies()));
        } catch (Rejection e) {
            Problem problem =
                    caller.identity().map(it -> about(it, e.problem())).orElse(e.problem());
            throw new Refused(problem, route, null, caller.cookies());
        }
    }

    /** Steps 3 to 6 of a request: credential, same-site proof, requirement. */
    private Caller identify(AuthRequest request, Route route, Requirement floor, boolean reads) throws Refused {
        boolean open = route.requirement().open() && floor.open();
        Authenticator authenticator = reads ? credentials.find(request, route) : null;
        if (!open || authenticator != null) {
            refuseIf(transport.refuse(request), route, null);
        }
        if (authenticator == null) {
            return anonymous(open, route, List.of());
        }
        Outcome outcome = Objects.requireNonNull(authenticator.authenticate(request), "outcome");
        if (outcome instanceof Outcome.Authenticated it) {
            return authorized(request, route, floor, authenticator, it);
        }
        if (outcome instanceof Outcome.Rejected it) {
            boolean stale = authenticator.carriage() == Authenticator.Carriage.AMBIENT
                    && it.problem().type().status() == 401;
            if (stale && open) {
                return anonymous(true, route, it.cookies());
            }
            throw new Refused(it.problem(), route, authenticator, it.cookies());
        }
        return anonymous(open, route, List.of());
    }

    private Caller authorized(
            AuthRequest request,
            Route route,
            Requirement floor,
            Authenticator authenticator,
            Outcome.Authenticated outcome)
            throws Refused {
        if (authenticator.carriage() == Authenticator.Carriage.AMBIENT) {
            refuseIf(sameSite.refuse(request, true), route, authenticator);
        }
        Identity identity = outcome.identity();
        if (!route.schemes().contains(authenticator.scheme())) {
            String reason = "the rule " + route.pattern() + " accepts " + new TreeSet<>(route.schemes()) + ", not "
                    + authenticator.scheme();
            refuseIf(Optional.of(about(identity, Problem.of(RequestProblems.FORBIDDEN, reason))), route, authenticator);
        }
        refuseIf(route.requirement().refuse(identity).map(it -> about(identity, it)), route, authenticator);
        refuseIf(floor.refuse(identity).map(it -> about(identity, it)), route, authenticator);
        return new Caller(Optional.of(identity), authenticator, outcome.cookies());
    }

    private static Problem about(Identity identity, Problem problem) {
        return problem.subject().isPresent() ? problem : problem.withSubject(identity.subject());
    }

    private static Caller anonymous(boolean open, Route route, List<SetCookie> cookies) throws Refused {
        if (!open) {
            throw Refused.of(Problem.of(RequestProblems.CREDENTIALS_MISSING, "no credential"), route);
        }
        return new Caller(Optional.empty(), null, cookies);
    }

    private Decision.Answer answer(AuthRequest request, Refused refused) {
        events.refused(request, refused.problem());
        Optional<LoginPage> page = loginPage.filter(it -> LoginPage.helps(refused.problem(), refused.authenticator()));
        Reply reply = page.flatMap(it -> it.redirect(request))
                .orElseGet(() -> Refusals.reply(
                        refused.problem(),
                        refused.route().accepted(),
                        refused.authenticator(),
                        page.map(it -> it.uri(request))));
        return new Decision.Answer(withCookies(reply, refused.cookies()));
    }

    /** What the reply itself sets wins: one field for one name (RFC 6265bis section 4.1.1), or a renewal would undo it. */
    private static Reply withCookies(Reply reply, List<SetCookie> cookies) {
        Reply all = reply;
        for (SetCookie cookie : cookies) {
            if (reply.cookies().stream().noneMatch(own -> own.name().equals(cookie.name()))) {
                all = all.withCookie(cookie);
            }
        }
        return all;
    }

    private static Problem methodNotAllowed(AuthRequest request, Set<String> allowed) {
        return Problem.of(RequestProblems.METHOD_NOT_ALLOWED, "method " + request.method())
                .withHeader("Allow", String.join(", ", new TreeSet<>(allowed)));
    }

    private static void refuseIf(Optional<Problem> problem, Route route, @Nullable Authenticator authenticator)
            throws Refused {
        if (problem.isPresent()) {
            throw new Refused(problem.get(), route, authenticator, List.of());
        }
    }

    /** Who was found to be calling, and by which scheme. */
    private record Caller(
            Optional<Identity> identity, @Nullable Authenticator authenticator, List<SetCookie> cookies) {}
}
