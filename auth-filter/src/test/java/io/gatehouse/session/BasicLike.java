package io.gatehouse.session;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import java.util.Optional;

/** Some scheme that is never presented. */
record BasicLike() implements Authenticator {
    @Override
    public String scheme() {
        return "other";
    }

    @Override
    public Carriage carriage() {
        return Carriage.EXPLICIT;
    }

    @Override
    public boolean presented(AuthRequest request) {
        return false;
    }

    @Override
    public Outcome authenticate(AuthRequest request) {
        return Outcome.absent();
    }

    @Override
    public Optional<String> challenge(Optional<Problem> problem) {
        return Optional.empty();
    }
}
