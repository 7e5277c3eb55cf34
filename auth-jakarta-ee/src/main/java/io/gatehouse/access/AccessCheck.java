package io.gatehouse.access;

import io.gatehouse.Problem;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.servlet.ServletAdapter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the caller of a request against a rule. */
public final class AccessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AccessCheck.class);

    private AccessCheck() {}

    /**
     * Asks the engine that has judged the request. If none has, because the application signs people in by the container alone, the
     * container is asked about roles, and everything that it can't know is refused with 500.
     *
     * @param request the request
     * @param rule what is asked
     * @return the answer to send; empty if the caller may go on
     */
    public static Optional<Reply> refuse(HttpServletRequest request, AccessRule rule) {
        if (ServletAdapter.isAdmitted(request)) {
            return ServletAdapter.demand(request, rule.requirement());
        }
        if (rule.requirement().open()) {
            return Optional.empty();
        }
        if (rule.roles().isEmpty()) {
            // at debug level: any outsider can cause it
            LOG.debug("no engine has judged the request, but {} asks for {}", rule.source(), rule.requirement());
            return Optional.of(Reply.problem(Problem.of(RequestProblems.INTERNAL_ERROR, "no engine")));
        }
        if (rule.roles().get().stream().anyMatch(request::isUserInRole)) {
            return Optional.empty();
        }
        return Optional.of(Reply.problem(Problem.of(
                request.getUserPrincipal() == null ? RequestProblems.CREDENTIALS_MISSING : RequestProblems.FORBIDDEN,
                "the container knows nobody with a role of " + rule.roles().get())));
    }
}
