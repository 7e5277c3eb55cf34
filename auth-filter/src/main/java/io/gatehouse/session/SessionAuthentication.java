package io.gatehouse.session;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import java.util.List;
import java.util.Optional;

/** Finds the session's cookie in a request. Two of one name are refused: one of them is somebody else's doing. */
record SessionAuthentication(SessionCookie cookie, SessionVerifier verifier) implements Authenticator {
    static final String SCHEME = "session";

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Carriage carriage() {
        return Carriage.AMBIENT;
    }

    @Override
    public boolean presented(AuthRequest request) {
        return !cookie.values(request).isEmpty();
    }

    @Override
    public Outcome authenticate(AuthRequest request) {
        List<String> values = cookie.values(request);
        if (values.isEmpty()) {
            return Outcome.absent();
        }
        if (values.size() > 1) {
            return Outcome.rejected(
                    Problem.of(RequestProblems.CREDENTIALS_AMBIGUOUS, values.size() + " session cookies"));
        }
        try {
            return Outcome.authenticated(verifier.verify(values.get(0)));
        } catch (Rejection e) {
            return new Outcome.Rejected(e.problem(), List.of(cookie.cleared(request)));
        }
    }

    /** RFC 9110 knows no scheme of cookies: clients learn from the body where to sign in. */
    @Override
    public Optional<String> challenge(Optional<Problem> problem) {
        return Optional.of("Session realm=\"gatehouse\"");
    }
}
