package io.gatehouse;

import java.time.Clock;
import java.time.Duration;
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
     * The same at a point in time. This is what the engine asks; override it if the answer depends on the time.
     *
     * @param identity who is calling
     * @param clock the engine's clock
     * @return why not; empty if it is enough
     */
    default Optional<Problem> refuse(Identity identity, Clock clock) {
        return refuse(identity);
    }

    /**
     * Whether a scheme can meet this at all. Nobody is invited to try one that can't.
     *
     * @param scheme an {@link Authenticator#scheme()}
     * @return true unless every identity of that scheme is refused
     */
    default boolean accepts(String scheme) {
        return true;
    }

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
     * A credential of one of several schemes.
     *
     * @param schemes the {@link Authenticator#scheme()}s; at least one
     * @return the requirement
     */
    static Requirement schemes(String... schemes) {
        return new BuiltInRequirement.AnyScheme(Set.of(schemes));
    }

    /**
     * A person's login that is not older than some time; signing in again helps (RFC 9470). Tokens of foreign issuers must say when
     * that was ({@code auth_time}); API keys are no login.
     *
     * @param maxAge the most time since the person proved who they are; whole seconds, at least one
     * @return the requirement
     */
    static Requirement fresh(Duration maxAge) {
        return new FreshLogin(maxAge);
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
