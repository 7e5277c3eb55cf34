package io.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Decision;
import io.gatehouse.RateLimit;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.Race;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often a key may be used. */
final class ApiKeyLimitTest {
    private static final RateLimit THREE = RateLimit.of(3, Duration.ofMinutes(1));

    private final ApiKeyScene scene = new ApiKeyScene(ApiKeyPolicy.standard().withRateLimit(THREE));
    private final String key = scene.createdKey("data:read");
    private final String other = scene.createdKey("data:read");

    @Test
    void isCountedForEachKey() {
        for (int i = 0; i < 3; i++) {
            assertThat(scene.works(key)).isTrue();
        }
        Reply reply = scene.answer(ApiKeyScene.withKey("/any", key));
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.body()).contains("RATE_LIMITED");
        assertThat(reply.headers())
                .containsEntry("Retry-After", List.of("20"))
                .containsEntry("Cache-Control", List.of("no-store"))
                .doesNotContainKey("WWW-Authenticate");
        assertThat(scene.works(other)).isTrue();
        scene.clock.advance(Duration.ofSeconds(20));
        assertThat(scene.works(key)).isTrue();
        assertThat(scene.works(key)).isFalse();
    }

    @Test
    void isNotUsedUpByGuessesAtTheKey() {
        String wrong = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        for (int i = 0; i < 50; i++) {
            assertThat(scene.answer(ApiKeyScene.withKey("/any", wrong)).status())
                    .isEqualTo(401);
        }
        assertThat(scene.works(key)).isTrue();
    }

    @Test
    void isNotPassedByRequestsAtOnce() {
        assertThat(Race.run(() -> scene.works(key))).filteredOn(it -> it).hasSize(3);
    }

    @Test
    void tellsWhoseKeyWasUsedTooOften() {
        for (int i = 0; i < 4; i++) {
            scene.engine.decide(ApiKeyScene.withKey("/any", key).build(), Requirement.anyone());
        }
        AuthEvent last = scene.events.get(scene.events.size() - 1);
        assertThat(last.code()).contains("RATE_LIMITED");
        assertThat(last.subject()).contains("ada");
        assertThat(last.credentialId()).isPresent();
    }

    @Test
    void ofAPathIsNotUsedUpForAddressesByWhoeverUsesAKeyTooOften() {
        AuthEngine engine = AuthEngine.builder()
                .clock(scene.clock)
                .use(ApiKeys.of(
                        scene.store,
                        id -> Optional.ofNullable(scene.accounts.get(id)),
                        ApiKeyPolicy.standard().withRateLimit(THREE),
                        scene.clock,
                        new SecureRandom()))
                .limit("/any", RateLimit.of(10, Duration.ofMinutes(1)))
                .build();
        for (int i = 0; i < 30; i++) {
            engine.decide(ApiKeyScene.withKey("/any", key).build(), Requirement.anyone());
        }
        assertThat(engine.decide(ApiKeyScene.withKey("/any", other).build(), Requirement.anyone()))
                .isInstanceOf(Decision.Allow.class);
    }

    @Test
    void ofAPathIsCountedForEachKeyToo() {
        AuthEngine engine = AuthEngine.builder()
                .clock(scene.clock)
                .use(ApiKeys.of(
                        scene.store,
                        id -> Optional.ofNullable(scene.accounts.get(id)),
                        ApiKeyPolicy.standard(),
                        scene.clock,
                        new SecureRandom()))
                .limit("/any", THREE)
                .build();
        for (String each : List.of(key, other)) {
            for (int i = 0; i < 4; i++) {
                Decision decision =
                        engine.decide(ApiKeyScene.withKey("/any", each).build(), Requirement.anyone());
                assertThat(decision instanceof Decision.Allow).isEqualTo(i < 3);
            }
        }
    }
}
