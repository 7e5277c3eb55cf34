package io.gatehouse;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

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
    private final CallerCheck callers;
    private final RouteLimits limits;
    private final Events events;
    private final Answers answers;
    private final CrossOrigin crossOrigin;
    private final List<AuthFeature> features;
    private final List<Route> described;
    private final AtomicBoolean closed = new AtomicBoolean();

    AuthEngine(AuthEngineBuilder plan) {
        RoutePlan routes = plan.routes();
        endpoints = routes.endpointTable();
        rules = routes.ruleTable();
        otherwise = routes.defaultRoute();
        events = new Events(plan);
        callers = new CallerCheck(plan, events);
        limits = plan.limits();
        crossOrigin = plan.crossOrigin();
        answers = new Answers(plan.loginPage(), crossOrigin, events);
        features = routes.features();
        described = routes.describedRoutes();
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
        return new AuthEngineBuilder(Clock.systemUTC(), new SecureRandom());
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

    /**
     * Reports something that no request caused, such as the start of the application, to the log and the listeners.
     *
     * @param type what happened
     * @param reason what an operator should know; never a secret
     */
    public void report(AuthEvent.Type type, String reason) {
        events.ofApplication(type, reason);
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
        events.close();
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
        try {
            callers.demand(request, caller, Route.of(ofPath.pattern(), requirement, ofPath.accepted()));
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(answers.refused(request, e));
        }
    }

    private Decision judge(AuthRequest request, Requirement floor) throws Refused {
        if (ECHOING_METHODS.contains(request.method())) {
            throw Refused.methodNotAllowed(request, Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"), otherwise);
        }
        Optional<Reply> preflight = crossOrigin.preflight(request);
        if (preflight.isPresent()) {
            return answers.answer(request, preflight.get(), List.of());
        }
        Map<String, BoundEndpoint> methods = endpoints.find(request.path());
        if (methods != null) {
            return judgeEndpoint(request, methods, floor);
        }
        Route route = route(request);
        CallerCheck.Caller caller = limits.identify(request, route, () -> callers.identify(request, route, floor));
        return new Decision.Allow(caller.identity(), caller.cookies(), crossOrigin.beside(caller.headers(), request));
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
        CallerCheck.Caller caller =
                limits.identify(request, bound.route(), () -> callers.identify(request, bound, floor));
        try {
            Reply reply = bound.endpoint().handle(request, caller.identity());
            events.happened(request, bound.route(), caller.identity(), reply.facts());
            return answers.answer(request, Answers.with(reply, caller), List.of());
        } catch (Rejection e) {
            Problem problem = caller.identity().map(it -> e.problem().about(it)).orElse(e.problem());
            throw new Refused(problem, bound.route(), null, caller.cookies());
        }
    }
}
