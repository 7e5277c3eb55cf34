package io.gatehouse;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The requirements that {@link Requirement} offers. */
final class BuiltInRequirement {
    private BuiltInRequirement() {}

    enum Anyone implements Requirement {
        INSTANCE;

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public Optional<Problem> refuse(Identity identity) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "anyone";
        }
    }

    enum SignedIn implements Requirement {
        INSTANCE;

        @Override
        public Optional<Problem> refuse(Identity identity) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "signed in";
        }
    }

    enum Login implements Requirement {
        INSTANCE;

        @Override
        public Optional<Problem> refuse(Identity identity) {
            return identity.loginId().isPresent() && identity.accountId().isPresent()
                    ? Optional.empty()
                    : Optional.of(Problem.of(
                            RequestProblems.FORBIDDEN, "a login is needed, the credential is " + identity.scheme()));
        }

        @Override
        public String toString() {
            return "login";
        }
    }

    enum Nobody implements Requirement {
        INSTANCE;

        @Override
        public Optional<Problem> refuse(Identity identity) {
            return Optional.of(Problem.of(RequestProblems.FORBIDDEN, "the rule lets nobody in"));
        }

        @Override
        public String toString() {
            return "nobody";
        }
    }

    record AnyRole(Set<String> roles) implements Requirement {
        AnyRole {
            requireNames(roles, "role");
        }

        @Override
        public Optional<Problem> refuse(Identity identity) {
            for (String role : roles) {
                if (identity.roles().contains(role)) {
                    return Optional.empty();
                }
            }
            return Optional.of(Problem.of(RequestProblems.FORBIDDEN, "needs a role of " + new TreeSet<>(roles)));
        }

        @Override
        public String toString() {
            return "role " + String.join(" or ", new TreeSet<>(roles));
        }
    }

    record AllScopes(Set<String> scopes) implements Requirement {
        AllScopes {
            requireNames(scopes, "scope");
            if (!scopes.stream().allMatch(Scopes::isScope)) {
                throw new IllegalArgumentException("not a scope of RFC 6749 section 3.3: " + scopes);
            }
        }

        @Override
        public Optional<Problem> refuse(Identity identity) {
            return identity.scopes().containsAll(scopes)
                    ? Optional.empty()
                    : Optional.of(
                            Problem.of(RequestProblems.SCOPE_INSUFFICIENT, "needs the scopes " + new TreeSet<>(scopes))
                                    .withScopes(scopes));
        }

        @Override
        public String toString() {
            return "scope " + String.join(" and ", new TreeSet<>(scopes));
        }
    }

    record AnyScheme(Set<String> names) implements Requirement {
        AnyScheme {
            requireNames(names, "scheme");
        }

        @Override
        public Optional<Problem> refuse(Identity identity) {
            return names.contains(identity.scheme())
                    ? Optional.empty()
                    : Optional.of(Problem.of(
                            RequestProblems.FORBIDDEN,
                            "accepts " + new TreeSet<>(names) + ", the credential is " + identity.scheme()));
        }

        @Override
        public boolean accepts(String scheme) {
            return names.contains(scheme);
        }

        @Override
        public String toString() {
            return "scheme " + String.join(" or ", new TreeSet<>(names));
        }
    }

    record Both(Requirement first, Requirement second) implements Requirement {
        @Override
        public boolean open() {
            return first.open() && second.open();
        }

        @Override
        public Optional<Problem> refuse(Identity identity) {
            Optional<Problem> problem = first.refuse(identity);
            return problem.isPresent() ? problem : second.refuse(identity);
        }

        @Override
        public Optional<Problem> refuse(Identity identity, Clock clock) {
            Optional<Problem> problem = first.refuse(identity, clock);
            return problem.isPresent() ? problem : second.refuse(identity, clock);
        }

        @Override
        public boolean accepts(String scheme) {
            return first.accepts(scheme) && second.accepts(scheme);
        }

        @Override
        public String toString() {
            return first + ", " + second;
        }
    }

    private static void requireNames(Set<String> names, String what) {
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("at least one " + what + " is needed, and none may be blank");
        }
    }
}
