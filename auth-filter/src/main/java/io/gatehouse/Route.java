package io.gatehouse;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What applies to a path: who may, and with which schemes. */
record Route(String pattern, Requirement requirement, List<Authenticator> accepted, Set<String> schemes) {
    static Route of(String pattern, Requirement requirement, List<Authenticator> accepted) {
        List<Authenticator> useful =
                accepted.stream().filter(it -> requirement.accepts(it.scheme())).toList();
        Set<String> schemes = useful.stream().map(Authenticator::scheme).collect(Collectors.toUnmodifiableSet());
        return new Route(pattern, requirement, useful, schemes);
    }

    /** What is met by who meets both. */
    Route and(Route other) {
        List<Authenticator> both =
                accepted.stream().filter(other.accepted::contains).toList();
        return of(pattern + " and " + other.pattern, requirement.and(other.requirement), both);
    }
}
