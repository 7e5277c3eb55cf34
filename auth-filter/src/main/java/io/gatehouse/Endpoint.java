package io.gatehouse;

import java.util.Optional;

/** A path that the library itself answers, for instance login. Implementations are safe for any number of threads. */
public interface Endpoint {
    /**
     * The one method that is answered; others get 405. A {@code GET} endpoint answers {@code HEAD} too.
     *
     * @return for instance {@code POST}
     */
    String method();

    /**
     * The path, in the syntax of {@link PathPattern}, without a trailing wildcard.
     *
     * @return for instance {@code /api/apikeys/{id}}
     */
    String path();

    /**
     * Who may call it.
     *
     * @return the requirement; constant
     */
    Requirement requirement();

    /**
     * Whether the request's credentials are judged. An endpoint that judges a credential of its own in the body, such as login
     * or refresh, answers false: headers and cookies are then not read at all.
     *
     * @return true unless overridden
     */
    default boolean readsCredentials() {
        return true;
    }

    /**
     * Whether a request without any same-site proof is refused, though it brings no cookie that a browser attached. For what an HTML form
     * can send from anywhere and a client that is no browser never does.
     *
     * @return false unless overridden
     */
    default boolean needsSameSiteProof() {
        return false;
    }

    /**
     * Answers. Called only when the requirement is met and the request is proved not to come from another site.
     *
     * @param request the request
     * @param identity who is calling; empty if nobody is signed in or {@link #readsCredentials} is false
     * @return the answer
     * @throws Rejection to answer with a problem
     * @throws StoreUnavailableException if a store is down; the answer is then 503
     */
    Reply handle(AuthRequest request, Optional<Identity> identity) throws Rejection;
}
