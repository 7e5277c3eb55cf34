package io.gatehouse.session;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.PlainText;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.login.Account;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LiveLogin;
import io.gatehouse.secret.OpaqueToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins sessions, each with an id of its own (OWASP ASVS 7.2.4): what the browser had before ends. Never more than an account may
 * have, also of many logins at once: each looks after it has begun.
 */
record SessionGrant(
        SessionStore store,
        SessionVerifier verifier,
        SessionPolicy policy,
        SessionCookie cookie,
        Clock clock,
        SecureRandom random)
        implements Grant {
    @Override
    public Reply issue(Account account, AuthRequest request) throws Rejection {
        if (!request.origin().startsWith("https://") && !cookie.isPlain(request)) {
            throw new Rejection(
                    RequestProblems.HTTPS_REQUIRED, "a session cookie over plain http to " + request.origin());
        }
        Instant now = clock.instant();
        OpaqueToken token = SessionCookie.issue(random);
        Session session = begin(token, account, request, now);
        store.insert(session);
        endPrevious(request);
        List<Session> ended = keepToLimit(session, now);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user", account.toJson());
        body.put("expiresIn", Duration.between(now, session.expiresAt()).toSeconds());
        Reply reply = Reply.json(200, body).withCookie(cookie.carrying(token, request));
        for (Session oldest : ended) {
            reply = reply.withFact(AuthEvent.Type.LOGIN_ENDED_BY_LIMIT, account.id(), oldest.id());
        }
        return reply.withLogin(account.id(), session.id());
    }

    private Session begin(OpaqueToken token, Account account, AuthRequest request, Instant now) {
        Instant endsAt = now.plus(policy.absolute());
        return new Session(
                token.id(),
                token.hash(),
                account.id(),
                now,
                now,
                now.plus(policy.idle()),
                endsAt,
                request.clientAddress(),
                userAgent(request));
    }

    /** Of many logins at once the newest remain; or, where the login is refused, perhaps none of them, but never one too many. */
    private List<Session> keepToLimit(Session begun, Instant now) throws Rejection {
        List<Session> newestFirst = store.liveSessionsOf(begun.accountId(), now);
        if (policy.atLimit() == SessionPolicy.AtLimit.END_OLDEST) {
            return newestFirst.stream()
                    .skip(policy.maxSessions())
                    .filter(session -> store.delete(session.id()))
                    .toList();
        }
        if (newestFirst.size() > policy.maxSessions()) {
            store.delete(begun.id());
            String detail = "This account has " + policy.maxSessions() + " sessions already. End one first.";
            throw new Rejection(Problem.of(RequestProblems.FORBIDDEN, detail)
                    .withDetail(detail)
                    .withSubject(begun.accountId()));
        }
        return List.of();
    }

    /** Whoever's it was: the browser forgets it, so nobody could end it later. */
    private void endPrevious(AuthRequest request) {
        for (String value : cookie.values(request)) {
            verifier.find(value).ifPresent(session -> store.delete(session.id()));
        }
    }

    private static Optional<String> userAgent(AuthRequest request) {
        return request.headers("User-Agent").stream()
                .findFirst()
                .map(text -> PlainText.ascii(text.substring(0, Math.min(text.length(), LiveLogin.MAX_USER_AGENT))));
    }
}
