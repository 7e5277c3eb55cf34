package io.gatehouse.access;

import io.gatehouse.Requirement;
import java.util.Optional;
import java.util.Set;

/**
 * What annotations ask of a caller. A value.
 *
 * @param requirement what is asked, for an engine
 * @param roles the roles of which one is needed, if nothing but that is asked: a container can judge this too. {@code **} is anybody
 *     who is signed in; with none, nobody may call
 * @param source the class or method that says so, for messages
 */
public record AccessRule(Requirement requirement, Optional<Set<String>> roles, String source) {
    /** Copies the roles. */
    public AccessRule {
        roles = roles.map(Set::copyOf);
    }

    /**
     * What is asked where nobody may call since nothing was said.
     *
     * @param source the method
     * @return the rule
     */
    public static AccessRule nobody(String source) {
        return new AccessRule(Requirement.nobody(), Optional.of(Set.of()), source);
    }
}
