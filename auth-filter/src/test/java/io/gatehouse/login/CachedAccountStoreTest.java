package io.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.testkit.MutableClock;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CachedAccountStoreTest {
    private final MutableClock clock = MutableClock.create();
    private final MemoryAccountStore shared = new MemoryAccountStore();
    private final CachedAccountStore here = CachedAccountStore.of(shared, CachedAccountStore.DEFAULT_KEPT_FOR, clock);
    private final CachedAccountStore elsewhere =
            CachedAccountStore.of(shared, CachedAccountStore.DEFAULT_KEPT_FOR, clock);

    @Test
    void aDisabledAccountIsSeenHereAtOnceAndElsewhereWithinTheTime() {
        shared.put(ada(true));
        here.find("ada");
        elsewhere.find("ada");
        shared.put(ada(false));
        here.forget("ada");
        assertThat(here.find("ada")).contains(ada(false));
        assertThat(elsewhere.find("ada")).contains(ada(true));
        clock.advance(CachedAccountStore.DEFAULT_KEPT_FOR);
        assertThat(elsewhere.find("ada")).contains(ada(false));
    }

    @Test
    void takesAnAccountThatWasReadOnTheWayUnlessOneWasChangedSince() {
        long mark = here.mark();
        here.offer(ada(true), mark);
        assertThat(here.find("ada")).contains(ada(true));
        here.forget("ada");
        here.offer(ada(true), mark);
        assertThat(here.find("ada")).isEmpty();
    }

    private static Account ada(boolean enabled) {
        return new Account("ada", "ada@example.com", Set.of(), Set.of(), enabled);
    }
}
