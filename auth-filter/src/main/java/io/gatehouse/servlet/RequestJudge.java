package io.gatehouse.servlet;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import io.gatehouse.SecurityHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Translates servlet requests for an engine and asks it; what was decided is carried out by {@link ServletAdapter}. Whatever goes wrong on
 * the way is an answer.
 *
 * @param engine who decides
 * @param urls which URLs are brought before it at all
 * @param proxies who is believed about the client
 * @param security the headers that every answer has
 * @param containerLogin whether a login of the container's own is shown where the engine has found nobody
 */
record RequestJudge(
        AuthEngine engine, UrlGuard urls, TrustedProxies proxies, SecurityHeaders security, boolean containerLogin) {
    /**
     * What somebody who is signed in is shown is for them only, and not for whoever uses their browser after they have signed out: a
     * cookie, other than {@code Authorization}, keeps nothing from shared caches (RFC 9111 sections 3.5 and 4.2.2).
     */
    private static final Map<String, String> PERSONAL = Map.of("Cache-Control", "private, no-cache");

    /** What was decided about a request. */
    record Verdict(Decision decision, String path, DefaultHeaders headers) {}

    Verdict judge(HttpServletRequest request, Requirement floor) {
        String path = "";
        ServletAuthRequest asked;
        Decision decision;
        try {
            path = urls.path(request);
            asked = ServletAuthRequest.of(request, path, proxies);
            decision = engine.decide(asked, floor);
            if (containerLogin && decision instanceof Decision.Allow allow) {
                ContainerLogin.requireSame(allow.identity(), request);
            }
        } catch (Rejection e) {
            asked = unjudged(request);
            decision = engine.refuse(asked, e.problem());
        } catch (RuntimeException | Error e) {
            asked = unjudged(request);
            decision = engine.fail(asked, e);
        }
        return new Verdict(
                decision, path, headers(asked, decision.match(allow -> decided(allow, request), answer -> Map.of())));
    }

    private Map<String, String> decided(Decision.Allow allow, HttpServletRequest request) {
        boolean anonymous = allow.identity().isEmpty() && !(containerLogin && request.getUserPrincipal() != null);
        if (anonymous) {
            return allow.headers();
        }
        if (allow.headers().isEmpty()) {
            return PERSONAL;
        }
        Map<String, String> decided = new HashMap<>(PERSONAL);
        decided.putAll(allow.headers());
        return decided;
    }

    /** Asks for sign-in, at the path that was judged if there was one. */
    Decision ask(HttpServletRequest request, Optional<String> path) {
        try {
            return path.isPresent()
                    ? engine.decide(ServletAuthRequest.of(request, path.get(), proxies), Requirement.signedIn())
                    : engine.refuse(
                            unjudged(request),
                            Problem.of(RequestProblems.CREDENTIALS_MISSING, "the application asks for sign-in"));
        } catch (Rejection e) {
            return engine.refuse(unjudged(request), e.problem());
        }
    }

    Optional<Reply> demand(
            HttpServletRequest request, String path, Optional<Identity> identity, Requirement requirement) {
        try {
            return engine.demand(ServletAuthRequest.of(request, path, proxies), identity, requirement)
                    .map(Decision.Answer::reply);
        } catch (Rejection e) {
            return Optional.of(engine.refuse(unjudged(request), e.problem()).reply());
        }
    }

    Verdict fail(HttpServletRequest request, Throwable cause) {
        ServletAuthRequest asked = unjudged(request);
        return new Verdict(engine.fail(asked, cause), "", headers(asked, Map.of()));
    }

    /** The headers of a request that nobody has judged. */
    DefaultHeaders headers(HttpServletRequest request) {
        return headers(unjudged(request), Map.of());
    }

    /** Whether two requests are for the same path, by the same method. */
    boolean isSame(HttpServletRequest request, HttpServletRequest judged) {
        try {
            return request.getMethod().equals(judged.getMethod())
                    && urls.path(request).equals(urls.path(judged));
        } catch (Rejection e) {
            return false;
        }
    }

    private DefaultHeaders headers(ServletAuthRequest asked, Map<String, String> decided) {
        String origin;
        try {
            origin = asked.origin();
        } catch (RuntimeException e) {
            // a container that knows no host; the request is refused, and must be answered all the same
            origin = "";
        }
        return new DefaultHeaders(security.fields(origin), decided);
    }

    private ServletAuthRequest unjudged(HttpServletRequest request) {
        return ServletAuthRequest.unjudged(request, proxies);
    }
}
