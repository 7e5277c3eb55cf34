package io.gatehouse.session;

import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.cache.LastUses;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SecretHash;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Decides whether a session is good. Whatever is wrong with one, the client gets the same answer; the log learns the reason. */
record SessionVerifier(
        SessionStore store, AccountStore accounts, SessionPolicy policy, LastUses lastUses, Clock clock) {
    /** Compared if there is no record, so that an unknown id costs what a wrong secret costs. No secret is empty. */
    private static final SecretHash NO_RECORD = SecretHash.of("");

    /**
     * Verifies a session: syntax, secret, life, account. A good one lives on from now.
     *
     * @throws Rejection {@code SESSION_EXPIRED}
     */
    Identity verify(String value) throws Rejection {
        Instant now = clock.instant();
        Session session = live(value, now);
        Account account = accounts.find(session.accountId())
                .filter(Account::enabled)
                .orElseThrow(() -> expired("the account of session " + session.id() + " is disabled or gone"));
        lastUses.note(session.id(), session.lastSeenAt(), now);
        return new Identity(
                account.id(),
                Optional.empty(),
                SessionAuthentication.SCHEME,
                Optional.of(session.id()),
                account.roles(),
                account.scopes(),
                Map.of(),
                session.createdAt(),
                Optional.of(session.seen(now, policy.idle()).expiresAt()));
    }

    /** The session that a cookie proves, if it is live; no use of it. */
    Optional<Session> find(String value) {
        try {
            return Optional.of(live(value, clock.instant()));
        } catch (Rejection e) {
            return Optional.empty();
        }
    }

    private Session live(String value, Instant now) throws Rejection {
        OpaqueToken token = SessionCookie.parse(value).orElseThrow(() -> expired("not in the form of a session"));
        Optional<Session> found = store.find(token.id());
        boolean proved = token.matches(found.map(Session::hash).orElse(NO_RECORD));
        if (!proved && found.isPresent()) {
            // another node may have given it a new secret since it was remembered here
            found = store.findAnew(token.id());
            proved = token.matches(found.map(Session::hash).orElse(NO_RECORD));
        }
        if (!proved || found.isEmpty()) {
            throw expired(found.isEmpty() ? "unknown or ended" : "session " + token.id() + " has another secret");
        }
        Session session = complete(found.get());
        if (!session.isLive(now)) {
            throw expired("session " + session.id() + " was last seen at " + session.lastSeenAt() + " and ends at "
                    + session.endsAt());
        }
        return session;
    }

    /** With the uses that are known here and not yet written. */
    Session complete(Session session) {
        return lastUses.latest(session.id())
                .map(at -> session.seen(at, policy.idle()))
                .orElse(session);
    }

    private static Rejection expired(String reason) {
        return new Rejection(SessionProblems.SESSION_EXPIRED, reason);
    }
}
