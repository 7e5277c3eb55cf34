package io.gatehouse.oauth;

import io.gatehouse.login.LiveLogins;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SealedText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers which logins began with which sessions at providers. */
record ProviderSessions(
        ProviderSessionStore store, List<LiveLogins> logins, Clock clock, SecureRandom random, PurgeTimer timer) {
    /** How long a session is remembered: as long as the longest login may live. */
    static final Duration RETENTION = Duration.ofDays(365);

    /** What ID tokens are sealed for. */
    static final String SEALED_FOR = "oauth id token";

    /** The longest ID token that is kept, in characters. Without it a provider asks before it signs somebody out. */
    private static final int MAX_ID_TOKEN = 8192;

    private static final String KEY_PREFIX = "gp";

    /** Who signed in at a provider, and in which session there. */
    record At(String issuer, String subject, Optional<String> sid) {
        static At of(ProviderPerson person) {
            Object sid = person.claims().members().get("sid");
            Optional<String> session =
                    sid instanceof String text && IdTokenCheck.isSubject(text) ? Optional.of(text) : Optional.empty();
            return new At(person.issuer(), person.subject(), session);
        }
    }

    ProviderSessions(ProviderSessionStore store, List<LiveLogins> logins) {
        this(store, logins, Clock.systemUTC(), new SecureRandom(), new PurgeTimer());
    }

    ProviderSessions with(Clock newClock, SecureRandom newRandom) {
        return new ProviderSessions(store, logins, newClock, newRandom, timer);
    }

    /** What the cookie of a browser holds, as received. */
    static Optional<OpaqueToken> key(String text) {
        return OpaqueToken.parse(KEY_PREFIX, text);
    }

    /**
     * Remembers a login.
     *
     * @return what names it and opens the ID token
     */
    OpaqueToken begun(At at, String accountId, Optional<String> loginId, Optional<String> idToken) {
        OpaqueToken key = OpaqueToken.issue(KEY_PREFIX, random);
        Optional<SealedText> sealed =
                idToken.filter(text -> text.length() <= MAX_ID_TOKEN).map(text -> key.seal(SEALED_FOR, text, random));
        insert(key.id(), at, accountId, loginId, sealed, RETENTION);
        return key;
    }

    /** Remembers a login that is yet to begin, by the exchange of a code: the provider may end it before. */
    void promised(String codeId, At at, String accountId) {
        insert(codeId, at, accountId, Optional.of(codeId), Optional.empty(), NativeApps.CODE_LIFETIME);
    }

    /** Whether the provider has not ended it meanwhile. */
    boolean isPromised(String codeId) {
        boolean there = store.find(codeId).isPresent();
        store.delete(codeId);
        return there;
    }

    private void insert(
            String id,
            At at,
            String accountId,
            Optional<String> loginId,
            Optional<SealedText> idToken,
            Duration lifetime) {
        Instant now = clock.instant();
        timer.purge(now, store::deleteExpired);
        store.insert(new ProviderSession(
                id, at.issuer(), at.subject(), at.sid(), accountId, loginId, idToken, now.plus(lifetime)));
    }
}
