package io.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryApiKeyStore;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.testkit.ApiKeyStoreContract;
import io.gatehouse.testkit.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CachedApiKeyStoreTest implements ApiKeyStoreContract {
    private final MutableClock clock = MutableClock.create();
    private final MemoryApiKeyStore shared = new MemoryApiKeyStore();
    private final ApiKeyStore here = cached();
    private final ApiKeyStore elsewhere = cached();
    private final ApiKey key = key("Key0000000000001");

    @Override
    public ApiKeyStore emptyStore() {
        return CachedApiKeyStore.of(new MemoryApiKeyStore(), CachedApiKeyStore.DEFAULT_KEPT_FOR, clock);
    }

    @Test
    void revocationIsSeenHereAtOnceAndElsewhereWithinTheTime() {
        here.insert(key);
        here.find(key.id());
        elsewhere.find(key.id());
        here.revoke(key.id(), "ada", clock.instant());
        assertThat(isLive(here)).isFalse();
        assertThat(isLive(elsewhere)).isTrue();
        clock.advance(CachedApiKeyStore.DEFAULT_KEPT_FOR);
        assertThat(isLive(elsewhere)).isFalse();
    }

    /** It may have happened all the same: a connection that breaks at the commit tells nothing. */
    @Test
    void aChangeThatFailedIsLookedUpAgain() {
        here.insert(key);
        ApiKeyStore failing = CachedApiKeyStore.of(
                (ApiKeyStore) Proxy.newProxyInstance(
                        ApiKeyStore.class.getClassLoader(),
                        new Class<?>[] {ApiKeyStore.class},
                        (proxy, method, arguments) -> {
                            Object answer = method.invoke(shared, arguments);
                            if (method.getName().equals("revoke")) {
                                throw new StoreUnavailableException("broken for a test");
                            }
                            return answer;
                        }),
                CachedApiKeyStore.DEFAULT_KEPT_FOR,
                clock);
        assertThat(isLive(failing)).isTrue();
        assertThatThrownBy(() -> failing.revoke(key.id(), "ada", clock.instant()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(isLive(failing)).isFalse();
    }

    @Test
    void rotationIsSeenHereAtOnceAndElsewhereWithinTheTime() {
        here.insert(key);
        here.find(key.id());
        elsewhere.find(key.id());
        here.rotate(key.id(), key("Key0000000000002"), clock.instant(), clock.instant());
        assertThat(isLive(here)).isFalse();
        assertThat(elsewhere.find("Key0000000000002")).isPresent();
        clock.advance(CachedApiKeyStore.DEFAULT_KEPT_FOR);
        assertThat(isLive(elsewhere)).isFalse();
    }

    private ApiKeyStore cached() {
        return CachedApiKeyStore.of(shared, CachedApiKeyStore.DEFAULT_KEPT_FOR, clock);
    }

    private boolean isLive(ApiKeyStore store) {
        return store.find(key.id()).orElseThrow().isLive(clock.instant().plusMillis(1));
    }

    private ApiKey key(String id) {
        return new ApiKey(
                id,
                "ada",
                "a key",
                SecretHash.of(id),
                "gth_Key0",
                Set.of(),
                clock.instant(),
                Optional.of(clock.instant().plus(Duration.ofDays(1))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
