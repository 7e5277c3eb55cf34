package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.session.Session;
import io.gatehouse.session.SessionStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} must hold to. Implement it in a test class and answer an empty store. */
public interface SessionStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** How long a session may lie unused. */
    Duration IDLE = Duration.ofHours(1);

    /** How long a session lives. */
    Duration ABSOLUTE = Duration.ofHours(12);

    /** Where ids come from. */
    SecureRandom RANDOM = new SecureRandom();

    /**
     * The store to test.
     *
     * @return an empty store
     */
    SessionStore sessions();

    @Test
    default void findsWhatWasInserted() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        store.insert(session("ada", NOW));
        assertThat(store.find(session.id())).contains(session);
        assertThat(store.find("unknown")).isEmpty();
    }

    @Test
    default void neverOverwritesAnId() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        Session other = session("grace", NOW);
        Session same = new Session(
                session.id(),
                other.hash(),
                "grace",
                NOW,
                NOW,
                NOW.plus(IDLE),
                NOW.plus(ABSOLUTE),
                "203.0.113.8",
                Optional.empty());
        assertThatThrownBy(() -> store.insert(same)).isInstanceOf(RuntimeException.class);
        assertThat(store.find(session.id())).contains(session);
        assertThat(store.liveSessionsOf("grace", NOW)).isEmpty();
    }

    @Test
    default void takesNoTextForAnId() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        for (String text : HostileTexts.all()) {
            assertThat(store.find(text)).isEmpty();
            assertThat(store.delete(text)).isFalse();
            assertThat(store.renew(text, session.hash(), session.hash())).isFalse();
            assertThat(store.liveSessionsOf(text, NOW)).isEmpty();
            store.touch(Map.of(text, NOW), IDLE);
        }
        assertThat(store.find(session.id())).contains(session);
    }

    @Test
    default void touchMovesTimesForwardOnly() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        Session other = session("ada", NOW);
        store.insert(session);
        store.insert(other);
        store.touch(Map.of(session.id(), NOW.plusSeconds(60)), IDLE);
        store.touch(Map.of(session.id(), NOW.plusSeconds(30), other.id(), NOW.plusSeconds(20)), IDLE);
        store.touch(Map.of(), IDLE);
        assertThat(store.find(session.id())).contains(session.seen(NOW.plusSeconds(60), IDLE));
        assertThat(store.find(session.id()).orElseThrow().expiresAt())
                .isEqualTo(NOW.plusSeconds(60).plus(IDLE));
        assertThat(store.find(other.id()).orElseThrow().lastSeenAt()).isEqualTo(NOW.plusSeconds(20));
    }

    @Test
    default void touchNeverGoesBeyondTheEnd() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        Instant late = session.endsAt().minusSeconds(1);
        store.touch(Map.of(session.id(), late), IDLE);
        assertThat(store.find(session.id()).orElseThrow().expiresAt()).isEqualTo(session.endsAt());
    }

    @Test
    default void touchMakesAndRevivesNoSession() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        store.delete(session.id());
        store.touch(Map.of(session.id(), NOW.plusSeconds(1), "unknown", NOW.plusSeconds(1)), IDLE);
        assertThat(store.find(session.id())).isEmpty();
        assertThat(store.find("unknown")).isEmpty();
    }

    @Test
    default void usesThatRaceWithALogoutReviveNothing() {
        SessionStore store = sessions();
        for (int round = 0; round < 20; round++) {
            Session session = session("ada", NOW);
            store.insert(session);
            AtomicInteger turn = new AtomicInteger();
            List<Boolean> ended = Race.run(() -> {
                int mine = turn.getAndIncrement();
                if (mine % 8 == 7) {
                    return store.delete(session.id());
                }
                store.touch(Map.of(session.id(), NOW.plusSeconds(mine + 1)), IDLE);
                return false;
            });
            assertThat(ended).containsOnlyOnce(true);
            assertThat(store.find(session.id())).isEmpty();
        }
    }

    @Test
    default void usesAtOnceKeepTheLatest() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        AtomicInteger turn = new AtomicInteger();
        Race.run(() -> {
            store.touch(Map.of(session.id(), NOW.plusSeconds(turn.incrementAndGet())), IDLE);
            return true;
        });
        assertThat(store.find(session.id())).contains(session.seen(NOW.plusSeconds(Race.THREADS), IDLE));
    }

    @Test
    default void renewsASecretForExactlyOneCallerAndNothingElse() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        Session other = session("ada", NOW);
        store.insert(session);
        store.insert(other);
        List<Boolean> renewed = Race.run(() -> store.renew(
                session.id(), session.hash(), OpaqueToken.issue("gs", RANDOM).hash()));
        assertThat(renewed).containsOnlyOnce(true);
        Session now = store.find(session.id()).orElseThrow();
        assertThat(now.hash()).isNotEqualTo(session.hash());
        assertThat(now.renewed(session.hash())).isEqualTo(session);
        assertThat(store.find(other.id())).contains(other);
    }

    @Test
    default void renewsNoSessionThatHasEnded() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        store.delete(session.id());
        assertThat(store.renew(session.id(), session.hash(), session("ada", NOW).hash()))
                .isFalse();
        assertThat(store.find(session.id())).isEmpty();
    }

    @Test
    default void endsASessionForExactlyOneCaller() {
        SessionStore store = sessions();
        Session session = session("ada", NOW);
        store.insert(session);
        assertThat(Race.run(() -> store.delete(session.id()))).containsOnlyOnce(true);
        assertThat(store.find(session.id())).isEmpty();
        assertThat(store.liveSessionsOf("ada", NOW)).isEmpty();
    }

    @Test
    default void listsTheLiveSessionsOfOneAccountNewestFirst() {
        SessionStore store = sessions();
        Session old = session("ada", NOW.minusSeconds(60));
        Session young = session("ada", NOW);
        Session expired = session("ada", NOW.minus(IDLE));
        Session other = session("grace", NOW);
        List.of(old, young, expired, other).forEach(store::insert);
        assertThat(store.liveSessionsOf("ada", NOW)).containsExactly(young, old);
        assertThat(store.liveSessionsOf("nobody", NOW)).isEmpty();
    }

    @Test
    default void deletesExpiredSessionsInBoundedBatches() {
        SessionStore store = sessions();
        Session live = session("ada", NOW);
        store.insert(live);
        for (int i = 0; i < 5; i++) {
            store.insert(session("ada", NOW.minus(IDLE)));
        }
        assertThat(store.deleteExpired(NOW, 3)).isEqualTo(3);
        assertThat(store.deleteExpired(NOW, 3)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW, 3)).isZero();
        assertThat(store.find(live.id())).contains(live);
    }

    private static Session session(String accountId, Instant createdAt) {
        OpaqueToken token = OpaqueToken.issue("gs", RANDOM);
        return new Session(
                token.id(),
                token.hash(),
                accountId,
                createdAt,
                createdAt,
                createdAt.plus(IDLE),
                createdAt.plus(ABSOLUTE),
                "203.0.113.7",
                Optional.of("curl/8"));
    }
}
