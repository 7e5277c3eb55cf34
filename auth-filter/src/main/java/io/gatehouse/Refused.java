package io.gatehouse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A refusal inside the engine, with what is needed to word the answer. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Route route;
    private final transient @Nullable Authenticator authenticator;
    private final transient List<SetCookie> cookies;

    Refused(Problem problem, Route route, @Nullable Authenticator authenticator, List<SetCookie> cookies) {
        super(problem.type().code(), null, false, false);
        this.problem = problem;
        this.route = route;
        this.authenticator = authenticator;
        this.cookies = List.copyOf(cookies);
    }

    static Refused of(Problem problem, Route route) {
        return new Refused(problem, route, null, List.of());
    }

    static Refused methodNotAllowed(AuthRequest request, Set<String> allowed, Route route) {
        Problem problem = Problem.of(RequestProblems.METHOD_NOT_ALLOWED, "method " + request.method())
                .withHeader("Allow", String.join(", ", new TreeSet<>(allowed)));
        return of(problem, route);
    }

    static void throwIf(Optional<Problem> problem, Route route, @Nullable Authenticator authenticator) throws Refused {
        if (problem.isPresent()) {
            throw new Refused(problem.get(), route, authenticator, List.of());
        }
    }

    Problem problem() {
        return problem;
    }

    Route route() {
        return route;
    }

    @Nullable
    Authenticator authenticator() {
        return authenticator;
    }

    List<SetCookie> cookies() {
        return cookies;
    }
}
