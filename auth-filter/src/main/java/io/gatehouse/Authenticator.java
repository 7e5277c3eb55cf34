package io.gatehouse;

import java.util.List;
import java.util.Optional;

/**
 * One way of proving who is calling, for instance bearer tokens. Implementations are safe for any number of threads. An
 * authenticator is also the smallest {@link AuthFeature}: one that brings no endpoints.
 */
public interface Authenticator extends AuthFeature {
    /** Who attaches the credential to a request. */
    enum Carriage {
        /** The client's own code does, so another site can't make a browser send it: a header. */
        EXPLICIT,
        /** The browser does by itself, whoever caused the request: a cookie. Needs same-site proof. */
        AMBIENT
    }

    /**
     * The scheme's name, unique within an engine; {@link Identity#scheme()} and {@code getAuthType} answer it.
     *
     * @return for instance {@code bearer}
     */
    String scheme();

    /**
     * Who attaches the credential.
     *
     * @return the carriage; constant
     */
    Carriage carriage();

    /**
     * Whether the request carries something meant for this scheme, well-formed or not. Called for every request: looks at
     * header fields or cookies only, asks no store.
     *
     * @param request the request
     * @return true if {@link #authenticate} has something to judge
     */
    boolean presented(AuthRequest request);

    /**
     * Judges the credential. Called at most once for a request, and only if it is {@link #presented}.
     *
     * @param request the request
     * @return absent, authenticated or rejected; a credential that is bad in any way is rejected, never absent
     * @throws StoreUnavailableException if what is needed to judge it can't be had; the answer is then 503
     */
    Outcome authenticate(AuthRequest request);

    /**
     * The value of {@code WWW-Authenticate} that invites this scheme (RFC 9110 section 11.6.1).
     *
     * @param problem why the request was refused; empty if it carried no credentials, or those of another scheme
     * @return the challenge, or empty if the scheme has none
     */
    Optional<String> challenge(Optional<Problem> problem);

    @Override
    default List<Authenticator> authenticators() {
        return List.of(this);
    }

    @Override
    default List<Endpoint> endpoints() {
        return List.of();
    }
}
