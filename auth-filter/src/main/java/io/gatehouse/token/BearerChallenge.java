package io.gatehouse.token;

import io.gatehouse.Problem;
import io.gatehouse.ProblemType;
import io.gatehouse.RequestProblems;
import io.gatehouse.Scopes;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts of {@code WWW-Authenticate} (RFC 6750 section 3, RFC 9470). All values are fixed or checked: nothing of a request gets in. */
final class BearerChallenge {
    private static final String BARE = "Bearer realm=\"gatehouse\"";

    private static final Set<ProblemType> OF_TOKENS = Set.of(
            TokenProblems.TOKEN_MALFORMED,
            TokenProblems.TOKEN_INVALID,
            TokenProblems.TOKEN_EXPIRED,
            TokenProblems.TOKEN_NOT_YET_VALID,
            TokenProblems.TOKEN_REVOKED);

    private BearerChallenge() {}

    static Optional<String> of(Optional<Problem> problem) {
        if (problem.isEmpty()) {
            return Optional.of(BARE);
        }
        ProblemType type = problem.get().type();
        if (OF_TOKENS.contains(type)) {
            return Optional.of(BARE + ", error=\"invalid_token\", error_description=\"" + type.detail() + "\"");
        }
        if (type.equals(RequestProblems.SCOPE_INSUFFICIENT)) {
            return Optional.of(BARE + ", error=\"insufficient_scope\"" + scope(problem.get()));
        }
        if (type.equals(RequestProblems.REAUTHENTICATION_REQUIRED)) {
            return Optional.of(BARE + ", error=\"insufficient_user_authentication\", error_description=\""
                    + type.detail() + "\"" + maxAge(problem.get()));
        }
        if (type.status() == 400) {
            return Optional.of(BARE + ", error=\"invalid_request\"");
        }
        return type.status() == 401 ? Optional.of(BARE) : Optional.empty();
    }

    /** RFC 9470 section 3. */
    private static String maxAge(Problem problem) {
        return problem.maxAge()
                .map(age -> ", max_age=\"" + age.toSeconds() + "\"")
                .orElse("");
    }

    private static String scope(Problem problem) {
        String scopes =
                problem.scopes().stream().filter(Scopes::isScope).sorted().collect(Collectors.joining(" "));
        return scopes.isEmpty() ? "" : ", scope=\"" + scopes + "\"";
    }
}
