package io.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.FakeAuthenticator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever has stolen a key must not use it unseen by asking first for what it may not do. */
final class FirstUseRefusedTest {
    private final ApiKeyScene scene = new ApiKeyScene();
    private final List<AuthEvent> events = new ArrayList<>();
    private final ApiKeys keys = ApiKeys.of(
            scene.store,
            id -> Optional.ofNullable(scene.accounts.get(id)),
            ApiKeyPolicy.standard(),
            scene.clock,
            new SecureRandom());
    private final FakeAuthenticator other = FakeAuthenticator.ofHeader("other", "X-Other");
    private final AuthEngine engine = AuthEngine.builder()
            .clock(scene.clock)
            .listener(events::add)
            .use(keys)
            .use(other)
            .protect("/scopes", Requirement.scopes("orders:write"))
            .protect("/scheme", Requirement.signedIn(), other)
            .build();

    @Test
    void isToldThoughAScopeIsMissing() {
        told("/scopes", Requirement.anyone());
    }

    @Test
    void isToldThoughThePathAcceptsAnotherScheme() {
        told("/scheme", Requirement.anyone());
    }

    @Test
    void isToldThoughTheContainerAsksForMore() {
        told("/a", Requirement.role("nobody"));
    }

    private void told(String path, Requirement floor) {
        events.clear();
        String key = scene.createdKey("data:read");
        assertThat(decide(path, key, floor)).isEqualTo(1);
        assertThat(events)
                .extracting(AuthEvent::type)
                .containsExactly(AuthEvent.Type.API_KEY_FIRST_USED, AuthEvent.Type.REFUSED);
        assertThat(events.get(0).accountId()).contains("ada");
        assertThat(decide(path, key, floor)).isZero();
    }

    /** Answers how many first uses are told. */
    private long decide(String path, String key, Requirement floor) {
        int before = events.size();
        assertThat(engine.decide(ApiKeyScene.withKey(path, key).build(), floor)).isNotNull();
        return events.subList(before, events.size()).stream()
                .filter(it -> it.type() == AuthEvent.Type.API_KEY_FIRST_USED)
                .count();
    }
}
