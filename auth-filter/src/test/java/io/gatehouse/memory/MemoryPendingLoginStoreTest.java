package io.gatehouse.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.oauth.PendingLogin;
import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.testkit.PendingLoginStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MemoryPendingLoginStoreTest implements PendingLoginStoreContract {
    @Override
    public PendingLoginStore pendingLogins() {
        return new MemoryPendingLoginStore();
    }

    @Test
    void forgetsTheOldestUnderAFlood() {
        MemoryPendingLoginStore store = new MemoryPendingLoginStore(100);
        PendingLogin first = PendingLoginStoreContract.login(NOW.plusSeconds(1), Optional.empty());
        store.insert(first);
        PendingLogin last = first;
        for (int i = 0; i < 1000; i++) {
            last = PendingLoginStoreContract.login(NOW.plusSeconds(1), Optional.empty());
            store.insert(last);
        }
        assertThat(store.size()).isEqualTo(100);
        assertThat(store.consume(first.state(), NOW)).isEmpty();
        assertThat(store.consume(last.state(), NOW)).contains(last);
    }
}
