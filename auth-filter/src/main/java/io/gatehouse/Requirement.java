package io.gatehouse;

import java.util.Optional;
import java.util.Set;

/**
 * What a path asks of its callers. A value; safe for any number of threads. Applications may write their own: say why not in
 * {@link #refuse}, and what is asked for in {@code toString}, which the start-up report shows.
 */
public interface Requirement {
    /**
     * Whether a request without credentials is let through.
     *
     * @return false unless the path is open to anyone
     */
    default boolean open() {
        return false;
    }

    /**
     * Says why an identity is not enough. Asked only when somebody is signed in.
     *
     * @param identity who is calling
     * @return why not; empty if it is enough
     */
    Optional<Problem> refuse(Identity identity);

    /**
     * Open to anyone, signed in or not.
     *
     * @return the requirement
     */
    static Requirement anyone() {
        return BuiltInRequirement.Anyone.INSTANCE;
    }

    /**
     * Any good credential.
     *
     * @return the requirement
     */
    static Requirement signedIn() {
        return BuiltInRequirement.SignedIn.INSTANCE;
    }

    /**
     * A person's login of this application, by token or session; API keys and tokens of foreign issuers are not enough.
     *
     * @return the requirement
     */
    static Requirement login() {
        return BuiltInRequirement.Login.INSTANCE;
    }

    /**
     * A role.
     *
     * @param role the role
     * @return the requirement
     */
    static Requirement role(String role) {
        return new BuiltInRequirement.AnyRole(Set.of(role));
    }

    /**
     * At least one of several roles.
     *
     * @param roles the roles; at least one
     * @return the requirement
     */
    static Requirement anyRole(String... roles) {
        return new BuiltInRequirement.AnyRole(Set.of(roles));
    }

    /**
     * Every one of several scopes.
     *
     * @param scopes the scopes; at least one
     * @return the requirement
     */
    static Requirement scopes(String... scopes) {
        return new BuiltInRequirement.AllScopes(Set.of(scopes));
    }

    /**
     * Nobody, ever.
     *
     * @return the requirement
     */
    static Requirement nobody() {
        return BuiltInRequirement.Nobody.INSTANCE;
    }

    /**
     * This and another; open only if both are.
     *
     * @param other the other
     * @return the requirement
     */
    default Requirement and(Requirement other) {
        return new BuiltInRequirement.Both(this, other);
    }
}
