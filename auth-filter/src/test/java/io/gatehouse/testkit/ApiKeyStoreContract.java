package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.apikey.ApiKey;
import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} must do. A test class implements it to run a store through it. */
public interface ApiKeyStoreContract {
    /** The present of these tests. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** How often threads race for one thing whose window is narrow. */
    int ROUNDS = 50;

    /**
     * An empty store, new for each test.
     *
     * @return the store
     */
    ApiKeyStore emptyStore();

    @Test
    default void findsWhatWasInserted() {
        ApiKeyStore store = emptyStore();
        ApiKey key = new ApiKey(
                "Key0000000000001",
                "ada",
                "Überwachung 監視 🚦",
                SecretHash.of("a secret"),
                "gth_Key0",
                Set.of("data:read", "orders:write"),
                NOW,
                Optional.of(NOW.plusSeconds(60)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        store.insert(key);
        store.insert(key("Key0000000000002", "ada"));
        assertThat(store.find(key.id())).contains(key);
    }

    @Test
    default void findsNothingUnderAnUnknownId() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        assertThat(store.find("Key0000000000009")).isEmpty();
        assertThat(store.find("")).isEmpty();
        assertThat(store.find("' OR ''='")).isEmpty();
    }

    @Test
    default void takesNoTextForAnId() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        for (String text : HostileTexts.all()) {
            assertThat(store.find(text)).isEmpty();
            assertThat(store.ownedBy(text, NOW)).isEmpty();
            assertThat(store.revoke(text, "ada", NOW)).isFalse();
            assertThat(store.revoke("Key0000000000001", text, NOW)).isFalse();
            assertThat(store.rotate(text, key("Key0000000000002", "ada"), NOW, NOW))
                    .isFalse();
            store.touch(Map.of(text, NOW));
        }
        assertThat(isLive(store, "Key0000000000001", NOW)).isTrue();
        assertThat(store.ownedBy("ada", NOW)).hasSize(1);
    }

    @Test
    default void findsAnIdInItsOwnCaseOnly() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        store.insert(key("KEY0000000000001", "grace"));
        assertThat(store.find("Key0000000000001").map(ApiKey::ownerId)).contains("ada");
        assertThat(store.find("KEY0000000000001").map(ApiKey::ownerId)).contains("grace");
        assertThat(store.find("key0000000000001")).isEmpty();
        assertThat(store.revoke("key0000000000001", "ada", NOW)).isFalse();
    }

    @Test
    default void neverOverwritesAnId() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        assertThatThrownBy(() -> store.insert(key("Key0000000000001", "grace"))).isInstanceOf(RuntimeException.class);
        assertThat(store.find("Key0000000000001").map(ApiKey::ownerId)).contains("ada");
        assertThat(store.ownedBy("grace", NOW)).isEmpty();
    }

    @Test
    default void listsLiveKeysOfOneOwnerNewestFirst() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada", NOW, Optional.empty()));
        store.insert(key("Key0000000000002", "ada", NOW.plusSeconds(2), Optional.of(NOW.plusSeconds(10))));
        store.insert(key("Key0000000000003", "ada", NOW.plusSeconds(1), Optional.of(NOW.plusSeconds(9))));
        store.insert(key("Key0000000000004", "ada", NOW.plusSeconds(3), Optional.empty()));
        store.insert(key("Key0000000000005", "grace", NOW, Optional.empty()));
        store.revoke("Key0000000000004", "ada", NOW.plusSeconds(4));
        assertThat(store.ownedBy("ada", NOW.plusSeconds(9)))
                .extracting(ApiKey::id)
                .containsExactly("Key0000000000002", "Key0000000000001");
        assertThat(store.ownedBy("nobody", NOW)).isEmpty();
    }

    @Test
    default void revokesForGood() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        assertThat(store.revoke("Key0000000000001", "ada", NOW)).isTrue();
        assertThat(store.revoke("Key0000000000001", "ada", NOW.plusSeconds(1))).isFalse();
        assertThat(store.find("Key0000000000001").flatMap(ApiKey::revokedAt)).contains(NOW);
    }

    @Test
    default void revokesForTheOwnerOnly() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        assertThat(store.revoke("Key0000000000001", "grace", NOW)).isFalse();
        assertThat(store.revoke("Key0000000000009", "ada", NOW)).isFalse();
        assertThat(isLive(store, "Key0000000000001", NOW)).isTrue();
    }

    @Test
    default void oneOfManyRevocationsSucceeds() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        List<Boolean> answers = Race.run(() -> store.revoke("Key0000000000001", "ada", NOW));
        assertThat(answers).containsOnlyOnce(true);
    }

    @Test
    default void rotatesTheOldKeyAwayAndTheSuccessorIn() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        ApiKey successor = key("Key0000000000002", "ada");
        assertThat(store.rotate("Key0000000000001", successor, NOW.plusSeconds(60), NOW))
                .isTrue();
        assertThat(store.find("Key0000000000002")).contains(successor);
        ApiKey old = store.find("Key0000000000001").orElseThrow();
        assertThat(old.expiresAt()).contains(NOW.plusSeconds(60));
        assertThat(old.replacedBy()).contains("Key0000000000002");
        assertThat(old.isLive(NOW.plusSeconds(59))).isTrue();
        assertThat(old.isLive(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    default void rotationNeverLengthensALife() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada", NOW, Optional.of(NOW.plusSeconds(30))));
        assertThat(store.rotate("Key0000000000001", key("Key0000000000002", "ada"), NOW.plusSeconds(60), NOW))
                .isTrue();
        assertThat(store.find("Key0000000000001").flatMap(ApiKey::expiresAt)).contains(NOW.plusSeconds(30));
    }

    @Test
    default void rotatesNoKeyThatIsUnknownRevokedExpiredOrReplaced() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key000000Revoked", "ada"));
        store.revoke("Key000000Revoked", "ada", NOW);
        store.insert(key("Key000000Expired", "ada", NOW.minusSeconds(60), Optional.of(NOW)));
        store.insert(key("Key00000Replaced", "ada"));
        store.rotate("Key00000Replaced", key("Key0000000000002", "ada"), NOW.plusSeconds(60), NOW);
        for (String id : List.of("Key00000Unknown0", "Key000000Revoked", "Key000000Expired", "Key00000Replaced")) {
            Optional<ApiKey> before = store.find(id);
            assertThat(store.rotate(id, key("Key0000000000003", "ada"), NOW.plusSeconds(90), NOW))
                    .as(id)
                    .isFalse();
            assertThat(store.find(id)).as(id).isEqualTo(before);
            assertThat(store.find("Key0000000000003")).as(id).isEmpty();
        }
    }

    @Test
    default void oldKeyLivesOnIfTheSuccessorCannotBeInserted() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        store.insert(key("Key0000000000002", "grace"));
        assertThatThrownBy(() -> store.rotate("Key0000000000001", key("Key0000000000002", "ada"), NOW, NOW))
                .isInstanceOf(RuntimeException.class);
        assertThat(isLive(store, "Key0000000000001", NOW)).isTrue();
        assertThat(store.find("Key0000000000001").flatMap(ApiKey::replacedBy)).isEmpty();
        assertThat(store.find("Key0000000000002").map(ApiKey::ownerId)).contains("grace");
    }

    @Test
    default void oneOfManyRotationsSucceedsAndLeavesOneSuccessor() {
        ApiKeyStore store = emptyStore();
        for (int round = 10; round < 10 + ROUNDS; round++) {
            String id = "Key00000000000" + round;
            String ownerId = "owner " + round;
            store.insert(key(id, ownerId));
            Queue<ApiKey> successors = new ConcurrentLinkedQueue<>();
            for (int i = 10; i < 10 + Race.THREADS; i++) {
                successors.add(key("Key000000000" + round + i, ownerId));
            }
            List<Boolean> answers = Race.run(() -> store.rotate(id, successors.remove(), NOW.plusSeconds(60), NOW));
            assertThat(answers).containsOnlyOnce(true);
            assertThat(store.ownedBy(ownerId, NOW)).hasSize(2);
            String successor = store.find(id).flatMap(ApiKey::replacedBy).orElseThrow();
            assertThat(store.find(successor).map(ApiKey::ownerId)).contains(ownerId);
        }
    }

    @Test
    default void rotationAndRevocationAtOnceLeaveNoLiveOldKey() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        AtomicInteger turn = new AtomicInteger(100);
        List<Boolean> rotated = Race.run(() -> {
            int mine = turn.incrementAndGet();
            if (mine % 2 == 0) {
                store.revoke("Key0000000000001", "ada", NOW);
                return false;
            }
            return store.rotate("Key0000000000001", key("Key0000000000" + mine, "ada"), NOW.plusSeconds(60), NOW);
        });
        long successors = rotated.stream().filter(won -> won).count();
        assertThat(successors).isLessThanOrEqualTo(1);
        assertThat(store.ownedBy("ada", NOW)).hasSize((int) successors);
        assertThat(isLive(store, "Key0000000000001", NOW)).isFalse();
    }

    @Test
    default void lastUseMovesForwardOnly() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        store.insert(key("Key0000000000002", "ada"));
        store.touch(Map.of("Key0000000000001", NOW.plusSeconds(5), "Key0000000000002", NOW.plusSeconds(1)));
        store.touch(Map.of("Key0000000000001", NOW.plusSeconds(4), "Key0000000000002", NOW.plusSeconds(6)));
        assertThat(store.find("Key0000000000001").flatMap(ApiKey::lastUsedAt)).contains(NOW.plusSeconds(5));
        assertThat(store.find("Key0000000000002").flatMap(ApiKey::lastUsedAt)).contains(NOW.plusSeconds(6));
    }

    @Test
    default void lastUseMakesAndRevivesNoKey() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        store.insert(key("Key0000000000002", "ada"));
        store.revoke("Key0000000000001", "ada", NOW);
        store.touch(Map.of(
                "Key0000000000001", NOW.plusSeconds(5),
                "Key0000000000009", NOW.plusSeconds(5),
                "Key0000000000002", NOW.plusSeconds(5)));
        store.touch(Map.of());
        assertThat(isLive(store, "Key0000000000001", NOW.plusSeconds(6))).isFalse();
        assertThat(store.find("Key0000000000009")).isEmpty();
        assertThat(store.find("Key0000000000002").flatMap(ApiKey::lastUsedAt)).contains(NOW.plusSeconds(5));
    }

    @Test
    default void usesThatRaceWithARevocationReviveNothing() {
        ApiKeyStore store = emptyStore();
        store.insert(key("Key0000000000001", "ada"));
        AtomicInteger turn = new AtomicInteger();
        List<Boolean> revoked = Race.run(() -> {
            int mine = turn.getAndIncrement();
            if (mine == 7) {
                return store.revoke("Key0000000000001", "ada", NOW);
            }
            Map<String, Instant> uses = new HashMap<>();
            uses.put("Key0000000000001", NOW.plusSeconds(mine));
            store.touch(uses);
            return false;
        });
        assertThat(revoked).containsOnlyOnce(true);
        ApiKey key = store.find("Key0000000000001").orElseThrow();
        assertThat(key.isLive(NOW)).isFalse();
        assertThat(key.lastUsedAt()).contains(NOW.plusSeconds(Race.THREADS - 1));
    }

    private static boolean isLive(ApiKeyStore store, String id, Instant now) {
        return store.find(id).filter(key -> key.isLive(now)).isPresent();
    }

    private static ApiKey key(String id, String ownerId) {
        return key(id, ownerId, NOW, Optional.empty());
    }

    private static ApiKey key(String id, String ownerId, Instant createdAt, Optional<Instant> expiresAt) {
        return new ApiKey(
                id,
                ownerId,
                "a key",
                SecretHash.of("the secret of " + id),
                "gth_" + id.substring(0, 4),
                Set.of("data:read"),
                createdAt,
                expiresAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
