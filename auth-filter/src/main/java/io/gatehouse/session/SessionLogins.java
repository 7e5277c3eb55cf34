package io.gatehouse.session;

import io.gatehouse.AuthRequest;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.login.LiveLogin;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.secret.OpaqueToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The sessions, listed and ended. */
record SessionLogins(
        SessionStore store, SessionVerifier verifier, SessionCookie cookie, Clock clock, SecureRandom random)
        implements LiveLogins {
    @Override
    public List<LiveLogin> of(String accountId) {
        return possiblyLive(accountId).stream()
                .map(verifier::complete)
                .filter(session -> session.isLive(clock.instant()))
                .map(session -> new LiveLogin(
                        session.id(),
                        SessionAuthentication.SCHEME,
                        session.createdAt(),
                        session.lastSeenAt(),
                        session.expiresAt(),
                        session.address(),
                        session.userAgent()))
                .toList();
    }

    @Override
    public boolean end(String accountId, String loginId) {
        Optional<Session> session = store.find(loginId);
        return session.isPresent() && session.get().accountId().equals(accountId) && store.delete(loginId);
    }

    @Override
    public void endAll(String accountId, Optional<String> except) {
        for (Session session : possiblyLive(accountId)) {
            if (!except.equals(Optional.of(session.id()))) {
                store.delete(session.id());
            }
        }
    }

    /** Also those that look expired, but may have been used lately on a node that has not written it yet. */
    private List<Session> possiblyLive(String accountId) {
        return store.liveSessionsOf(
                accountId, clock.instant().minus(verifier.policy().flushInterval()));
    }

    /** If another request has renewed it just now, or ended it, this one has nothing to hand out. */
    @Override
    public Reply afterReauthentication(Identity caller, AuthRequest request, Reply reply) {
        for (String value : cookie.values(request)) {
            Optional<Session> session = verifier.find(value);
            if (session.isPresent()
                    && caller.loginId().equals(Optional.of(session.get().id()))) {
                OpaqueToken successor = SessionCookie.parse(value).orElseThrow().renewed(random);
                return store.renew(successor.id(), session.get().hash(), successor.hash())
                        ? reply.withCookie(cookie.carrying(successor, request))
                        : reply;
            }
        }
        return reply;
    }

    @Override
    public Reply afterLogout(Identity caller, AuthRequest request, Reply reply) {
        if (!caller.scheme().equals(SessionAuthentication.SCHEME)) {
            return reply;
        }
        SetCookie cleared = cookie.cleared(request);
        return reply.withCookie(cleared).withHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
