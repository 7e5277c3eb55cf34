package io.gatehouse;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds who is calling, and whether they may: credential, transport, same-site proof, scheme and requirement, in this order. */
final class CallerCheck {
    private final CredentialFinder credentials;
    private final SameSiteGuard sameSite;
    private final TransportGuard transport;
    private final Clock clock;
    private final Events events;

    CallerCheck(AuthEngineBuilder plan, Events events) {
        credentials = new CredentialFinder(plan.routes().authenticators());
        sameSite = new SameSiteGuard(plan.allowedOrigins());
        transport = new TransportGuard(plan.plainHttpAllowed());
        clock = plan.clock();
        this.events = events;
    }

    /** An endpoint of the library: never over plain HTTP from another machine, and only from its own site unless somebody was identified. */
    Caller identify(AuthRequest request, BoundEndpoint bound, Requirement floor) throws Refused {
        Route route = bound.route();
        Endpoint endpoint = bound.endpoint();
        Refused.throwIf(transport.refuse(request), route, null);
        Caller caller = identify(request, route, floor, endpoint.readsCredentials());
        if (caller.authenticator() == null) {
            Refused.throwIf(sameSite.refuse(request, endpoint.needsSameSiteProof()), route, null);
        }
        return caller;
    }

    Caller identify(AuthRequest request, Route route, Requirement floor) throws Refused {
        return identify(request, route, floor, true);
    }

    /** What is asked besides, of a caller who was found before. */
    void demand(AuthRequest request, Optional<Identity> caller, Route route) throws Refused {
        Requirement requirement = route.requirement();
        Authenticator judged =
                caller.map(it -> credentials.ofScheme(it.scheme())).orElse(null);
        if (caller.isEmpty() || CredentialFinder.ignores(judged, requirement)) {
            Refused.throwIf(requirement.open() ? Optional.empty() : transport.refuse(request), route, null);
            anonymous(requirement.open(), route, List.of());
        } else {
            Identity identity = caller.get();
            Refused.throwIf(requirement.refuse(identity, clock).map(it -> it.about(identity)), route, judged);
        }
    }

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
            // Whether the request is allowed or not: the authenticator won't report it again
            events.happened(request, route, Optional.of(it.identity()), it.facts());
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

    /** Who was found to be calling, and by which scheme; what goes with the answer. */
    record Caller(
            Optional<Identity> identity,
            @Nullable Authenticator authenticator,
            List<SetCookie> cookies,
            Map<String, String> headers) {
        Caller(Optional<Identity> identity, @Nullable Authenticator authenticator, List<SetCookie> cookies) {
            this(identity, authenticator, cookies, Map.of());
        }

        Caller with(Map<String, String> value) {
            return value.isEmpty() ? this : new Caller(identity, authenticator, cookies, value);
        }
    }
}
