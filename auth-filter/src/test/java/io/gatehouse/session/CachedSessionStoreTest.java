package io.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.memory.MemorySessionStore;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.SessionStoreContract;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CachedSessionStoreTest implements SessionStoreContract {
    private final MutableClock clock = MutableClock.create();
    private final MemorySessionStore shared = new MemorySessionStore();
    private final SessionStore here = cached();
    private final SessionStore elsewhere = cached();

    @Override
    public SessionStore sessions() {
        return CachedSessionStore.of(new MemorySessionStore(), CachedSessionStore.DEFAULT_KEPT_FOR, clock);
    }

    @Test
    void anEndIsSeenHereAtOnceAndElsewhereWithinTheTime() {
        Session session = begun();
        here.find(session.id());
        elsewhere.find(session.id());
        assertThat(here.delete(session.id())).isTrue();
        assertThat(here.find(session.id())).isEmpty();
        assertThat(elsewhere.find(session.id())).isPresent();
        clock.advance(CachedSessionStore.DEFAULT_KEPT_FOR);
        assertThat(elsewhere.find(session.id())).isEmpty();
    }

    @Test
    void aUseThatIsWrittenIsSeenAtOnce() {
        Session session = begun();
        here.find(session.id());
        here.touch(Map.of(session.id(), clock.instant().plusSeconds(60)), IDLE);
        assertThat(here.find(session.id()).orElseThrow().lastSeenAt())
                .isEqualTo(clock.instant().plusSeconds(60));
    }

    private SessionStore cached() {
        return CachedSessionStore.of(shared, CachedSessionStore.DEFAULT_KEPT_FOR, clock);
    }

    private Session begun() {
        OpaqueToken token = OpaqueToken.issue("gs", new SecureRandom());
        Session session = new Session(
                token.id(),
                token.hash(),
                "ada",
                clock.instant(),
                clock.instant(),
                clock.instant().plus(IDLE),
                clock.instant().plus(ABSOLUTE),
                "203.0.113.7",
                Optional.empty());
        here.insert(session);
        return session;
    }
}
