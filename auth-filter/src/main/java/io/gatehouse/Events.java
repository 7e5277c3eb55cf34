package io.gatehouse;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listeners what happened; none of them can change a decision. An allowed request with nothing to tell costs nothing. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(AuthEngine.class);

    private static final Duration STACK_TRACE_INTERVAL = Duration.ofSeconds(10);
    private static final String USER_AGENT = "User-Agent";
    private static final int LONGEST_SEGMENT = 48;
    private static final int TOLD_OF_LONGER = 16;

    private final AtomicLong nextStackTrace = new AtomicLong(Long.MIN_VALUE);
    private final Clock clock;
    private final RequestIds ids;
    private final AuditLog log;
    private final List<AuthEvent.Listener> listeners;

    Events(AuthEngineBuilder plan) {
        clock = plan.clock();
        ids = new RequestIds(plan.random());
        log = new AuditLog(clock);
        listeners = new ArrayList<>(plan.listeners());
        for (AuthFeature feature : plan.routes().features()) {
            if (feature instanceof AuthEvent.Listener it && !listeners.contains(it)) {
                listeners.add(it);
            }
        }
    }

    /** Answers the id under which it is told. */
    String refused(AuthRequest request, Refused refused) {
        Problem problem = refused.problem();
        String id = ids.next();
        Authenticator judged = refused.authenticator();
        tell(() -> new AuthEvent(
                problem.type().event(),
                Optional.of(id),
                clock.instant(),
                request.method(),
                path(request),
                request.clientAddress(),
                userAgent(request),
                problem.subject(),
                problem.caller().flatMap(Identity::issuer),
                problem.caller()
                        .map(Identity::scheme)
                        .or(() -> Optional.ofNullable(judged).map(Authenticator::scheme)),
                problem.caller().flatMap(Identity::credentialId),
                Optional.of(refused.route().pattern()),
                Optional.of(problem.type().code()),
                Optional.of(problem.reason())));
        return id;
    }

    /** One stack trace now and then: while a store is down, every request of an outsider comes here. */
    String failed(AuthRequest request, Throwable cause) {
        String id = ids.next();
        long now = clock.millis();
        long due = nextStackTrace.get();
        if (now >= due && nextStackTrace.compareAndSet(due, now + STACK_TRACE_INTERVAL.toMillis())) {
            LOG.error("authentication failed inside; the request {} is refused", id, cause);
        } else {
            LOG.debug("authentication failed inside; the request {} is refused", id, cause);
        }
        ProblemType type = cause instanceof StoreUnavailableException
                ? RequestProblems.UNAVAILABLE
                : RequestProblems.INTERNAL_ERROR;
        AuthEvent.Fact nobody = new AuthEvent.Fact(AuthEvent.Type.FAILED, "", Optional.empty())
                .because(cause.getClass().getName());
        tell(() -> event(request, id, nobody, Optional.empty(), Optional.empty(), Optional.of(type.code())));
        return id;
    }

    /** What an endpoint or an authenticator reports of a request that was not refused. */
    void happened(AuthRequest request, Route route, Optional<Identity> caller, List<AuthEvent.Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        String id = ids.next();
        Optional<String> scheme = caller.map(Identity::scheme);
        for (AuthEvent.Fact fact : facts) {
            tell(() -> event(request, id, fact, scheme, Optional.of(route.pattern()), Optional.empty()));
        }
    }

    void ofApplication(AuthEvent.Type type, String reason) {
        tell(() -> AuthEvent.ofApplication(type, clock.instant(), reason));
    }

    /** Writes what the log has left out. */
    void close() {
        log.flush();
    }

    private AuthEvent event(
            AuthRequest request,
            String id,
            AuthEvent.Fact fact,
            Optional<String> scheme,
            Optional<String> rule,
            Optional<String> code) {
        return new AuthEvent(
                fact.type(),
                Optional.of(id),
                clock.instant(),
                request.method(),
                path(request),
                request.clientAddress(),
                userAgent(request),
                Optional.of(fact.subject()).filter(it -> !it.isEmpty()),
                Optional.empty(),
                scheme,
                fact.credentialId(),
                rule,
                code,
                fact.reason());
    }

    /** What is as long as a key or a token may be one, put there by mistake: its beginning is told, which is no secret. */
    private static String path(AuthRequest request) {
        String path = request.path();
        StringBuilder told = new StringBuilder(Math.min(path.length(), AuthEvent.MAX_LONG_TEXT));
        int start = 0;
        while (start <= path.length() && told.length() < AuthEvent.MAX_LONG_TEXT) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end - start > LONGEST_SEGMENT) {
                told.append(path, start, start + TOLD_OF_LONGER).append('…');
            } else {
                told.append(path, start, end);
            }
            if (slash >= 0) {
                told.append('/');
            }
            start = end + 1;
        }
        return told.toString();
    }

    private static Optional<String> userAgent(AuthRequest request) {
        return request.headers(USER_AGENT).stream().findFirst();
    }

    /** Whatever is wrong with a request, that nothing can be told of it changes no decision. */
    private void tell(Supplier<AuthEvent> source) {
        AuthEvent event;
        try {
            event = source.get();
        } catch (Exception | Error e) {
            LOG.warn("an event could not be made", e);
            return;
        }
        tell(log, event);
        for (AuthEvent.Listener listener : listeners) {
            tell(listener, event);
        }
    }

    private static void tell(AuthEvent.Listener listener, AuthEvent event) {
        try {
            listener.on(event);
        } catch (Exception | Error e) {
            LOG.warn("the event listener failed", e);
        }
    }
}
