package io.gatehouse.servlet;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the path that rules judge: the one that the container dispatches (Servlet 6.0 section 3.5), and only if it is what the
 * client sent, strictly decoded. The two may differ for one reason alone, a welcome file. Immutable.
 */
final class UrlGuard {
    private final UrlPolicy policy;

    UrlGuard(UrlPolicy policy) {
        this.policy = policy;
    }

    /**
     * The path of a request.
     *
     * @return a path that begins with a slash, relative to the application
     * @throws Rejection {@code REQUEST_MALFORMED} if the URL is ambiguous
     */
    String path(HttpServletRequest request) throws Rejection {
        String sent = RawPath.decode(orEmpty(request.getRequestURI()), policy);
        String context = contextPath(request);
        String dispatched = dispatched(request);
        boolean same = sent.length() == context.length() + dispatched.length()
                && sent.startsWith(context)
                && sent.endsWith(dispatched);
        if (!same) {
            if (!sent.endsWith("/") || !(context + dispatched).startsWith(sent)) {
                throw refused("the container dispatches " + dispatched + " in the context " + context + " for " + sent);
            }
            RawPath.checkSegments(dispatched);
        }
        return dispatched.isEmpty() ? "/" : dispatched;
    }

    /** Containers give it as sent, encoded or decoded. */
    private String contextPath(HttpServletRequest request) throws Rejection {
        String context = orEmpty(request.getContextPath());
        boolean plain = context.isEmpty() || (context.indexOf('%') < 0 && context.indexOf(';') < 0);
        return plain ? context : RawPath.decode(context, policy);
    }

    private static String dispatched(HttpServletRequest request) throws Rejection {
        try {
            String below = request.getPathInfo();
            String servlet = orEmpty(request.getServletPath());
            return below == null ? servlet : servlet.concat(below);
        } catch (IllegalArgumentException e) {
            // Servlet 6.0 lets a container answer so if the path is suspicious
            throw refused("the container knows no unambiguous path");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Rejection refused(String reason) {
        return new Rejection(RequestProblems.REQUEST_MALFORMED, reason);
    }
}
