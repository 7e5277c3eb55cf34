package io.gatehouse.apikey;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Believes whoever says {@code Authorization: Bearer account scope scope}: a login, as tokens or sessions would prove it. */
record TestLogin(Clock clock) implements Authenticator {
    @Override
    public String scheme() {
        return "bearer";
    }

    @Override
    public Carriage carriage() {
        return Carriage.EXPLICIT;
    }

    @Override
    public boolean presented(AuthRequest request) {
        return !request.headers("Authorization").isEmpty();
    }

    @Override
    public Outcome authenticate(AuthRequest request) {
        List<String> words =
                Arrays.asList(request.headers("Authorization").get(0).split(" ", -1));
        Set<String> scopes = words.stream().skip(2).collect(Collectors.toSet());
        return Outcome.authenticated(Identity.of(words.get(1), scheme(), clock.instant())
                .withLoginId("login of " + words.get(1))
                .withRoles(Set.of("admin"))
                .withScopes(scopes));
    }

    @Override
    public Optional<String> challenge(Optional<Problem> problem) {
        return Optional.of("Bearer");
    }
}
