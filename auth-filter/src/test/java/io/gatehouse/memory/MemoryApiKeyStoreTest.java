package io.gatehouse.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.apikey.ApiKey;
import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.testkit.ApiKeyStoreContract;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryApiKeyStoreTest implements ApiKeyStoreContract {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @Override
    public ApiKeyStore emptyStore() {
        return new MemoryApiKeyStore();
    }

    @Test
    void makingAndEndingKeysInTurnTakesNoMemory() {
        MemoryApiKeyStore store = new MemoryApiKeyStore();
        store.insert(key(0));
        for (int i = 1; i <= 1000; i++) {
            ApiKey next = key(i);
            if (i % 2 == 0) {
                store.revoke(key(i - 1).id(), "ada", next.createdAt());
                store.insert(next);
            } else {
                assertThat(store.rotate(key(i - 1).id(), next, next.createdAt(), next.createdAt()))
                        .isTrue();
            }
        }
        assertThat(store.size()).isLessThanOrEqualTo(2);
        assertThat(store.ownedBy("ada", key(1000).createdAt()))
                .extracting(ApiKey::id)
                .containsExactly(key(1000).id());
    }

    private static ApiKey key(int number) {
        return new ApiKey(
                "Key%013d".formatted(number),
                "ada",
                "a key",
                SecretHash.of("a secret"),
                "gth_Key0",
                Set.of(),
                START.plusSeconds(number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
