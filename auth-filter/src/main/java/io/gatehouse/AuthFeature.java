package io.gatehouse;

import java.util.List;

/** What one way of signing in contributes to the engine: authenticators and endpoints. */
public interface AuthFeature {
    /**
     * The authenticators, if any.
     *
     * @return the same list at every call
     */
    List<Authenticator> authenticators();

    /**
     * The endpoints, if any.
     *
     * @return the same list at every call
     */
    List<Endpoint> endpoints();

    /** Releases what the feature holds and writes what it has not yet written. Called once, when the engine is closed. */
    default void close() {}
}
