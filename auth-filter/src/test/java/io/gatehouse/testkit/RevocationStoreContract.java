package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.token.RevocationStore;
import io.gatehouse.token.RevocationStore.Changes;
import io.gatehouse.token.RevocationStore.Revocation;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link RevocationStore} must hold to. Implement it in a test class and answer an empty store. */
public interface RevocationStoreContract {
    /** When the revocations of these tests end; whole milliseconds. */
    Instant UNTIL = Instant.parse("2026-03-01T12:20:00Z");

    /**
     * The store to test.
     *
     * @return an empty store
     */
    RevocationStore revocations();

    @Test
    default void answersOnlyWhatIsNew() {
        RevocationStore store = revocations();
        assertThat(store.since(0).revocations()).isEmpty();
        store.revoke("a", UNTIL);
        Changes first = store.since(0);
        assertThat(first.revocations()).containsExactly(new Revocation("a", UNTIL));
        store.revoke("b", UNTIL);
        assertThat(store.since(first.version()).revocations()).contains(new Revocation("b", UNTIL));
    }

    @Test
    default void keepsTheLaterEnd() {
        RevocationStore store = revocations();
        store.revoke("a", UNTIL);
        store.revoke("a", UNTIL.minusSeconds(60));
        assertThat(store.since(0).revocations()).containsExactly(new Revocation("a", UNTIL));
        store.revoke("a", UNTIL.plusSeconds(60));
        assertThat(store.since(0).revocations()).containsExactly(new Revocation("a", UNTIL.plusSeconds(60)));
    }

    @Test
    default void oneLoginNotedByManyAtOnceIsNotedOnceWithTheLatestEnd() {
        RevocationStore store = revocations();
        AtomicInteger turn = new AtomicInteger();
        Race.run(() -> {
            store.revoke("a", UNTIL.plusSeconds(turn.getAndIncrement()));
            return true;
        });
        assertThat(store.since(0).revocations())
                .containsExactly(new Revocation("a", UNTIL.plusSeconds(Race.THREADS - 1)));
    }

    @Test
    default void aReaderThatPollsMissesNothing() {
        RevocationStore store = revocations();
        AtomicInteger number = new AtomicInteger();
        AtomicInteger role = new AtomicInteger();
        AtomicLong version = new AtomicLong();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Race.run(() -> {
            boolean reader = role.getAndIncrement() == 0;
            for (int i = 0; i < 50; i++) {
                if (reader) {
                    version.set(poll(store, version.get(), seen));
                } else {
                    store.revoke("login-" + number.getAndIncrement(), UNTIL);
                }
            }
            return reader;
        });
        poll(store, version.get(), seen);
        assertThat(seen).hasSize((Race.THREADS - 1) * 50);
    }

    @Test
    default void deletesExpiredRevocationsInBoundedBatches() {
        RevocationStore store = revocations();
        for (int i = 0; i < 5; i++) {
            store.revoke("old-" + i, UNTIL);
        }
        store.revoke("young", UNTIL.plusSeconds(60));
        Instant now = UNTIL.plusSeconds(1);
        assertThat(store.deleteExpired(now, 3)).isEqualTo(3);
        assertThat(store.deleteExpired(now, 3)).isEqualTo(2);
        assertThat(store.since(0).revocations()).extracting(Revocation::loginId).containsExactly("young");
    }

    private static long poll(RevocationStore store, long version, Set<String> seen) {
        Changes changes = store.since(version);
        changes.revocations().forEach(it -> seen.add(it.loginId()));
        return changes.version();
    }
}
