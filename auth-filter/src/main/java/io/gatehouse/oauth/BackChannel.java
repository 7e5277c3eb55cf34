package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SecretHash;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers which logins began with which sessions at providers, and ends them when a provider says so. */
record BackChannel(
        ProviderSessionStore sessions,
        AttemptStore spentTokens,
        List<LiveLogins> logins,
        Clock clock,
        SecureRandom random,
        AtomicLong nextPurge) {
    /** How long a session is remembered: as long as the longest login may live. */
    static final Duration RETENTION = Duration.ofDays(365);

    /** Longer than any logout token is accepted. */
    private static final Duration SPENT_FOR = Duration.ofMinutes(30);

    private static final Duration PURGE_INTERVAL = Duration.ofSeconds(60);
    private static final int PURGE_LIMIT = 1000;

    BackChannel(ProviderSessionStore sessions, AttemptStore spentTokens, List<LiveLogins> logins, Clock clock) {
        this(sessions, spentTokens, logins, clock, new SecureRandom(), new AtomicLong(Long.MIN_VALUE));
    }

    BackChannel with(Clock newClock) {
        return new BackChannel(sessions, spentTokens, logins, newClock, random, nextPurge);
    }

    void begun(ProviderPerson person, String accountId, Optional<String> loginId) {
        Object sid = person.claims().members().get("sid");
        Optional<String> session =
                sid instanceof String text && IdTokenCheck.isSubject(text) ? Optional.of(text) : Optional.empty();
        Instant now = Instant.ofEpochMilli(clock.millis());
        purge(now);
        sessions.insert(new ProviderSession(
                OpaqueToken.newId(random),
                person.issuer(),
                person.subject(),
                session,
                accountId,
                loginId,
                now.plus(RETENTION)));
    }

    /**
     * Ends what a token names.
     *
     * @return the accounts of which logins ended
     */
    List<String> end(LogoutToken token) throws Rejection {
        String key = SecretHash.of("logout token\n" + token.issuer() + "\n" + token.id())
                .encoded();
        if (spentTokens.record(key, SPENT_FOR, clock.instant()).count() > 1) {
            throw new Rejection(OAuthProblems.LOGOUT_TOKEN_INVALID, "used before");
        }
        try {
            return endAll(token);
        } catch (RuntimeException e) {
            // The provider may try again with the same token: nothing, or not all, has ended
            spentTokens.forgive(key);
            throw e;
        }
    }

    private List<String> endAll(LogoutToken token) {
        List<ProviderSession> ending = token.sid()
                .map(sid -> sessions.findBySid(token.issuer(), sid))
                .orElseGet(() ->
                        sessions.findBySubject(token.issuer(), token.subject().orElseThrow()));
        List<String> accounts = new ArrayList<>();
        for (ProviderSession session : ending) {
            if (token.subject().map(session.subject()::equals).orElse(true)) {
                logins.forEach(kind -> end(kind, session));
                sessions.delete(session.id());
                accounts.add(session.accountId());
            }
        }
        return accounts;
    }

    /** Now and then, on the thread of one login. */
    private void purge(Instant now) {
        long due = nextPurge.get();
        if (now.toEpochMilli() >= due
                && nextPurge.compareAndSet(due, now.plus(PURGE_INTERVAL).toEpochMilli())) {
            int unused = sessions.deleteExpired(now, PURGE_LIMIT);
        }
    }

    private static void end(LiveLogins kind, ProviderSession session) {
        if (session.loginId().isPresent()) {
            boolean unused = kind.end(session.accountId(), session.loginId().get());
        } else {
            kind.endAll(session.accountId(), Optional.empty());
        }
    }
}
