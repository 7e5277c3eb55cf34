package io.gatehouse;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Picks the one credential that is judged. Explicit ones are looked for with every scheme, so that a bad one never goes
 * unnoticed; cookies only if there is no explicit one, and only where the route accepts their scheme.
 */
final class CredentialFinder {
    private final List<Authenticator> explicit;
    private final List<Authenticator> ambient;

    CredentialFinder(List<Authenticator> authenticators) {
        explicit = authenticators.stream()
                .filter(a -> a.carriage() == Authenticator.Carriage.EXPLICIT)
                .toList();
        ambient = authenticators.stream()
                .filter(a -> a.carriage() == Authenticator.Carriage.AMBIENT)
                .toList();
    }

    @Nullable
    Authenticator find(AuthRequest request, Route route) throws Refused {
        Authenticator found = null;
        for (Authenticator authenticator : explicit) {
            if (authenticator.presented(request)) {
                if (found != null) {
                    String reason = found.scheme() + " and " + authenticator.scheme() + " in one request";
                    throw Refused.of(Problem.of(RequestProblems.CREDENTIALS_AMBIGUOUS, reason), route);
                }
                found = authenticator;
            }
        }
        if (found != null) {
            return found;
        }
        for (Authenticator authenticator : ambient) {
            if (route.schemes().contains(authenticator.scheme()) && authenticator.presented(request)) {
                return authenticator;
            }
        }
        return null;
    }

    /** Whether a cookie is not read where this is asked. */
    static boolean ignores(@Nullable Authenticator found, Requirement requirement) {
        return found != null
                && found.carriage() == Authenticator.Carriage.AMBIENT
                && !requirement.accepts(found.scheme());
    }

    /** The authenticator of a scheme. */
    @Nullable
    Authenticator ofScheme(String scheme) {
        return Stream.concat(explicit.stream(), ambient.stream())
                .filter(it -> it.scheme().equals(scheme))
                .findFirst()
                .orElse(null);
    }
}
