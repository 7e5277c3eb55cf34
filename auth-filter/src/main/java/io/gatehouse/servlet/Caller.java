package io.gatehouse.servlet;

import io.gatehouse.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who was found to be calling, kept with the container's request for later dispatches of it. Nobody outside this package can make
 * one, and an adapter believes its own only, so neither a client, a proxy nor another application's filter can plant one.
 */
final class Caller {
    private static final String ATTRIBUTE = "io.gatehouse.servlet.Caller";

    private final ServletAdapter judge;
    private final Optional<String> path;
    private final DefaultHeaders headers;
    private volatile @Nullable Identity identity;
    private volatile boolean loggedOut;

    private Caller(ServletAdapter judge, Optional<String> path, @Nullable Identity identity, DefaultHeaders headers) {
        this.judge = judge;
        this.path = path;
        this.headers = headers;
        this.identity = identity;
    }

    /** Somebody, or nobody, who may see a path. */
    static Caller judged(ServletAdapter judge, String path, Optional<Identity> identity, DefaultHeaders headers) {
        return new Caller(judge, Optional.of(path), identity.orElse(null), headers);
    }

    /** Nobody, since the request was never judged. */
    static Caller unknown(ServletAdapter judge, DefaultHeaders headers) {
        return new Caller(judge, Optional.empty(), null, headers);
    }

    /** The caller that this adapter found when the same request came in. */
    static Optional<Caller> of(HttpServletRequest request, ServletAdapter judge) {
        return of(request).filter(caller -> caller.judge == judge);
    }

    /** The caller that any adapter found. To be shown, not to be believed by another adapter. */
    static Optional<Caller> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** Removes whatever an earlier dispatch, another filter or a proxy left. */
    static void forget(HttpServletRequest request) {
        request.removeAttribute(ATTRIBUTE);
        request.removeAttribute(AuthFilter.IDENTITY_ATTRIBUTE);
    }

    /** Keeps this for later dispatches, and shows the identity to the application. */
    void remember(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        show(request);
    }

    ServletAdapter judge() {
        return judge;
    }

    /** What every answer to the request has, whichever dispatch makes it. */
    DefaultHeaders headers() {
        return headers;
    }

    Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** The path that was judged; empty if none was, or if the caller has logged out since. */
    Optional<String> judgedPath() {
        return loggedOut ? Optional.empty() : path;
    }

    /** Whether nobody was found; not so after a logout, which must not bring anybody else to light. */
    boolean isNobody() {
        return identity == null && !loggedOut;
    }

    void become(Identity value, HttpServletRequest request) {
        identity = value;
        show(request);
    }

    void logOut(HttpServletRequest request) {
        loggedOut = true;
        identity = null;
        show(request);
    }

    private void show(HttpServletRequest request) {
        Identity shown = identity;
        if (shown == null) {
            request.removeAttribute(AuthFilter.IDENTITY_ATTRIBUTE);
        } else {
            request.setAttribute(AuthFilter.IDENTITY_ATTRIBUTE, shown);
        }
    }
}
