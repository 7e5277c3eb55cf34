package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.secret.SecretHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends logins when a provider says so. */
record BackChannel(ProviderSessions sessions, AttemptStore spentTokens) {
    /** Longer than any logout token is accepted. */
    private static final Duration SPENT_FOR = Duration.ofMinutes(30);

    /**
     * Ends what a token names.
     *
     * @return the sessions at the provider whose logins ended
     */
    List<ProviderSession> end(LogoutToken token) throws Rejection {
        String key = SecretHash.of("logout token\n" + token.issuer() + "\n" + token.id())
                .encoded();
        if (spentTokens.record(key, SPENT_FOR, sessions.clock().instant()).count() > 1) {
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

    private List<ProviderSession> endAll(LogoutToken token) {
        ProviderSessionStore store = sessions.store();
        List<ProviderSession> ending = token.sid()
                .map(sid -> store.findBySid(token.issuer(), sid))
                .orElseGet(() ->
                        store.findBySubject(token.issuer(), token.subject().orElseThrow()));
        List<ProviderSession> ended = new ArrayList<>();
        for (ProviderSession session : ending) {
            if (token.subject().map(session.subject()::equals).orElse(true)) {
                sessions.logins().forEach(kind -> end(kind, session));
                store.delete(session.id());
                ended.add(session);
            }
        }
        return ended;
    }

    private static void end(LiveLogins kind, ProviderSession session) {
        if (session.loginId().isPresent()) {
            boolean unused = kind.end(session.accountId(), session.loginId().get());
        } else {
            kind.endAll(session.accountId(), Optional.empty());
        }
    }
}
