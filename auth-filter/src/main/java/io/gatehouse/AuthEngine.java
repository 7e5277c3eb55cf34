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
    private final Events events;
    private final Answers answers;
    private final Clock clock;
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
        clock = plan.clock();
        events = new Events(clock, plan.listener());
        answers = new Answers(plan.loginPage(), events);
        features = plan.features();
        described = plan.describedRoutes();
        plan.loginPage().ifPresent(this::requireOpen);
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
     * Judges what an application asks of a caller beyond the rule of the path, for instance by an annotation.
     *
     * @param request the request, which {@link #decide} has allowed
     * @param caller who it found
     * @param requirement what is asked
     * @return the answer, worded as if the path's rule had refused; empty if nothing is amiss. Never an exception
     */
    public Optional<Decision.Answer> demand(AuthRequest request, Optional<Identity> caller, Requirement requirement) {
        try {
            return demandOrRefuse(request, caller, requirement);
        } catch (Exception | Error e) {
            return Optional.of(fail(request, e));
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
        return answers.refused(request, Refused.of(problem, otherwise));
    }

    /**
     * Refuses a request because something failed inside, in the engine or in an adapter: 500, or 503 if a store is down.
     *
     * @param request the request
     * @param cause what was thrown; for the log only
     * @return the answer
     */
    public Decision.Answer fail(AuthRequest request, Throwable cause) {
        return answers.failed(request, cause);
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
            return answers.refused(request, e);
        }
    }

    private Optional<Decision.Answer> demandOrRefuse(
            AuthRequest request, Optional<Identity> caller, Requirement requirement) {
        PathRules rule = rules.find(request.path());
        Route ofPath = rule == null ? otherwise : Objects.requireNonNullElse(rule.find(request.method()), otherwise);
        Route route = Route.of(ofPath.pattern(), requirement, ofPath.accepted());
        try {
            Authenticator judged =
                    caller.map(it -> credentials.ofScheme(it.scheme())).orElse(null);
            if (caller.isEmpty() || CredentialFinder.ignores(judged, requirement)) {
                Refused.throwIf(requirement.open() ? Optional.empty() : transport.refuse(request), route, null);
                anonymous(requirement.open(), route, List.of());
            } else {
                Identity identity = caller.get();
                Refused.throwIf(requirement.refuse(identity, clock).map(it -> it.about(identity)), route, judged);
            }
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(answers.refused(request, e));
        }
    }

    private Decision judge(AuthRequest request, Requirement floor) throws Refused {
        if (ECHOING_METHODS.contains(request.method())) {
            throw Refused.methodNotAllowed(request, Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"), otherwise);
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
            throw Refused.methodNotAllowed(request, rule.methods(), otherwise);
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
            throw Refused.methodNotAllowed(request, allowed, otherwise);
        }
        Endpoint endpoint = bound.endpoint();
        Route route = bound.route();
        Refused.throwIf(transport.refuse(request), route, null);
        Caller caller = identify(request, route, floor, endpoint.readsCredentials());
        if (caller.authenticator() == null) {
            Refused.throwIf(sameSite.refuse(request, endpoint.needsSameSiteProof()), route, null);
        }
        try {
            Reply reply = endpoint.handle(request, caller.identity());
            events.happened(request, reply.facts());
            return new Decision.Answer(Answers.withCookies(reply, caller.cookies()));
        } catch (Rejection e) {
            Problem problem = caller.identity().map(it -> e.problem().about(it)).orElse(e.problem());
            throw new Refused(problem, route, null, caller.cookies());
        }
    }

    /** Steps 3 to 6 of a request: credential, same-site proof, requirement. */
    private Caller identify(AuthRequest request, Route route, Requirement floor, boolean reads) throws Refused {
        boolean open = route.requirement().open() && floor.open();
        Authenticator authenticator = reads ? credentials.find(request, route) : null;
        if (!open || authenticator != null) {
            Refused.throwIf(transport.refuse(request), route, null);
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
            Refused.throwIf(sameSite.refuse(request, true), route, authenticator);
        }
        Identity identity = outcome.identity();
        if (!route.schemes().contains(authenticator.scheme())) {
            String reason = "the rule " + route.pattern() + " accepts " + new TreeSet<>(route.schemes()) + ", not "
                    + authenticator.scheme();
            Refused.throwIf(
                    Optional.of(Problem.of(RequestProblems.FORBIDDEN, reason).about(identity)), route, authenticator);
        }
        Refused.throwIf(
                route.requirement().refuse(identity, clock).map(it -> it.about(identity)), route, authenticator);
        Refused.throwIf(floor.refuse(identity, clock).map(it -> it.about(identity)), route, authenticator);
        return new Caller(Optional.of(identity), authenticator, outcome.cookies());
    }

    private static Caller anonymous(boolean open, Route route, List<SetCookie> cookies) throws Refused {
        if (!open) {
            throw Refused.of(Problem.of(RequestProblems.CREDENTIALS_MISSING, "no credential"), route);
        }
        return new Caller(Optional.empty(), null, cookies);
    }

    /** Who was found to be calling, and by which scheme. */
    private record Caller(
            Optional<Identity> identity, @Nullable Authenticator authenticator, List<SetCookie> cookies) {}
}
