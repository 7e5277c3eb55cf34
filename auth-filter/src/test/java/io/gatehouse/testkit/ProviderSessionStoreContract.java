package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.oauth.ProviderSession;
import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.secret.OpaqueToken;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ProviderSessionStore} must hold to. Implement it in a test class and answer an empty store. */
public interface ProviderSessionStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** A provider. */
    String ISSUER = "https://issuer.example";

    /** Where ids come from. */
    SecureRandom RANDOM = new SecureRandom();

    /**
     * The store to test.
     *
     * @return an empty store
     */
    ProviderSessionStore providerSessions();

    @Test
    default void findsBySidAndBySubject() {
        ProviderSessionStore store = providerSessions();
        ProviderSession first = session("ada", Optional.of("sid-1"), NOW);
        ProviderSession second = session("ada", Optional.of("sid-2"), NOW);
        ProviderSession without = session("ada", Optional.empty(), NOW);
        ProviderSession other = session("grace", Optional.of("sid-3"), NOW);
        for (ProviderSession session : new ProviderSession[] {first, second, without, other}) {
            store.insert(session);
        }
        assertThat(store.findBySid(ISSUER, "sid-1")).containsExactly(first);
        assertThat(store.findBySubject(ISSUER, "ada")).containsExactlyInAnyOrder(first, second, without);
    }

    @Test
    default void findsByItsNameWithTheSealedIdToken() {
        ProviderSessionStore store = providerSessions();
        OpaqueToken key = OpaqueToken.issue("test", RANDOM);
        ProviderSession session = new ProviderSession(
                key.id(),
                ISSUER,
                "ada",
                Optional.empty(),
                "account-1",
                Optional.of("login-1"),
                Optional.of(key.seal("test", "t".repeat(8192), RANDOM)),
                NOW);
        store.insert(session);
        store.insert(session("ada", Optional.empty(), NOW));
        assertThat(store.find(key.id())).contains(session);
        assertThat(store.find(OpaqueToken.newId(RANDOM))).isEmpty();
        store.delete(key.id());
        assertThat(store.find(key.id())).isEmpty();
    }

    @Test
    default void tellsExactly() {
        ProviderSessionStore store = providerSessions();
        store.insert(session("ada", Optional.of("sid"), NOW));
        assertThat(store.findBySid(ISSUER, "SID")).isEmpty();
        assertThat(store.findBySid(ISSUER, "ada")).isEmpty();
        assertThat(store.findBySid("https://other.example", "sid")).isEmpty();
        assertThat(store.findBySubject(ISSUER, "Ada")).isEmpty();
        assertThat(store.findBySubject(ISSUER, "sid")).isEmpty();
        assertThat(store.findBySubject("https://other.example", "ada")).isEmpty();
    }

    @Test
    default void oneSessionOfAProviderMayHaveManyLogins() {
        ProviderSessionStore store = providerSessions();
        ProviderSession first = session("ada", Optional.of("sid"), NOW);
        ProviderSession second = session("ada", Optional.of("sid"), NOW);
        store.insert(first);
        store.insert(second);
        assertThat(store.findBySid(ISSUER, "sid")).containsExactlyInAnyOrder(first, second);
        store.delete(first.id());
        assertThat(store.findBySid(ISSUER, "sid")).containsExactly(second);
        assertThat(store.findBySubject(ISSUER, "ada")).containsExactly(second);
    }

    @Test
    default void forgetsAndMayBeAskedToAgain() {
        ProviderSessionStore store = providerSessions();
        ProviderSession session = session("ada", Optional.of("sid"), NOW);
        store.insert(session);
        store.delete(session.id());
        store.delete(session.id());
        store.delete("unknown");
        assertThat(store.findBySid(ISSUER, "sid")).isEmpty();
        assertThat(store.findBySubject(ISSUER, "ada")).isEmpty();
    }

    @Test
    default void deletesWhatHasExpiredUpToALimit() {
        ProviderSessionStore store = providerSessions();
        ProviderSession live = session("ada", Optional.of("live"), NOW.plusMillis(1));
        store.insert(live);
        for (int i = 0; i < 3; i++) {
            store.insert(session("ada", Optional.empty(), NOW.minusSeconds(i)));
        }
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(1);
        assertThat(store.deleteExpired(NOW, 2)).isZero();
        assertThat(store.findBySubject(ISSUER, "ada")).containsExactly(live);
    }

    @Test
    default void losesNothingThatIsInsertedAtOnce() {
        ProviderSessionStore store = providerSessions();
        Race.run(() -> {
            store.insert(session("ada", Optional.of("sid"), NOW.plusSeconds(1)));
            return true;
        });
        assertThat(store.findBySid(ISSUER, "sid")).hasSize(Race.THREADS);
    }

    /**
     * A session.
     *
     * @param subject the person
     * @param sid the session at the provider
     * @param end when it may be forgotten
     * @return a session of an id of its own
     */
    static ProviderSession session(String subject, Optional<String> sid, Instant end) {
        return new ProviderSession(
                OpaqueToken.newId(RANDOM),
                ISSUER,
                subject,
                sid,
                "account-1",
                Optional.of("login-1"),
                Optional.empty(),
                end);
    }
}
