package io.gatehouse;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener what happened; neither can change a decision. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(AuthEngine.class);

    private static final Duration STACK_TRACE_INTERVAL = Duration.ofSeconds(10);

    private final AtomicLong nextStackTrace = new AtomicLong(Long.MIN_VALUE);
    private final Clock clock;
    private final AuthEvent.Listener listener;

    Events(Clock clock, AuthEvent.Listener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** At debug level only: anyone can cause refusals, and must not be able to fill a disk with them. */
    void refused(AuthRequest request, Problem problem) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("refused {}: {}", problem.type().code(), problem.reason());
        }
        tell(request, AuthEvent.Type.REFUSED, problem.subject(), Optional.of(problem));
    }

    /** One stack trace now and then: while a store is down, every request of an outsider comes here. */
    void failed(AuthRequest request, Throwable cause) {
        long now = clock.millis();
        long due = nextStackTrace.get();
        if (now >= due && nextStackTrace.compareAndSet(due, now + STACK_TRACE_INTERVAL.toMillis())) {
            LOG.error("authentication failed inside; the request is refused", cause);
        } else {
            LOG.debug("authentication failed inside; the request is refused", cause);
        }
        ProblemType type = cause instanceof StoreUnavailableException
                ? RequestProblems.UNAVAILABLE
                : RequestProblems.INTERNAL_ERROR;
        Problem problem = Problem.of(type, cause.getClass().getName());
        tell(request, AuthEvent.Type.FAILED, Optional.empty(), Optional.of(problem));
    }

    void happened(AuthRequest request, List<AuthEvent.Fact> facts) {
        for (AuthEvent.Fact fact : facts) {
            tell(request, fact.type(), Optional.of(fact.subject()), Optional.empty());
        }
    }

    private void tell(AuthRequest request, AuthEvent.Type type, Optional<String> subject, Optional<Problem> problem) {
        try {
            listener.on(new AuthEvent(
                    type,
                    clock.instant(),
                    PlainText.of(request.method()),
                    PlainText.of(request.path()),
                    request.clientAddress(),
                    subject,
                    problem.map(p -> p.type().code()),
                    problem.map(Problem::reason)));
        } catch (Exception | Error e) {
            LOG.warn("the event listener failed", e);
        }
    }
}
