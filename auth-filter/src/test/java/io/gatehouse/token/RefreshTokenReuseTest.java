package io.gatehouse.token;

import static io.gatehouse.token.TokenScene.code;
import static io.gatehouse.token.TokenScene.object;
import static io.gatehouse.token.TokenScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refresh token that comes twice: a retry, or theft (RFC 9700 section 4.14.2). */
final class RefreshTokenReuseTest {
    private final TokenScene scene = new TokenScene();

    @Test
    void answersARetryWithTheSameSuccessor() {
        String first = text(scene.signIn(), "refreshToken");
        String second = text(object(scene.refresh(first)), "refreshToken");
        scene.clock.advance(Duration.ofMillis(4_999));
        assertThat(text(object(scene.refresh(first)), "refreshToken")).isEqualTo(second);
        assertThat(scene.refresh(second).status()).isEqualTo(200);
    }

    @Test
    void reuseAfterTheRetryWindowEndsTheWholeFamily() {
        JsonObject login = scene.signIn();
        String first = text(login, "refreshToken");
        JsonObject next = object(scene.refresh(first));
        scene.clock.advance(Duration.ofSeconds(5));
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(code(scene.refresh(text(next, "refreshToken")))).isEqualTo("REFRESH_TOKEN_INVALID");
        for (JsonObject tokens : List.of(login, next)) {
            Reply me = scene.call(RequestBuilder.get("/api/auth/me").bearer(text(tokens, "accessToken")));
            assertThat(code(me)).isEqualTo("TOKEN_REVOKED");
        }
    }

    @Test
    void reuseOfATokenThatHasExpiredSinceEndsTheFamilyToo() {
        String first = text(scene.signIn(), "refreshToken");
        String latest = first;
        for (int day = 0; day < 8; day++) {
            scene.clock.advance(Duration.ofDays(1));
            latest = text(object(scene.refresh(latest)), "refreshToken");
        }
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(code(scene.refresh(latest))).isEqualTo("REFRESH_TOKEN_INVALID");
    }

    @Test
    void answersARetryThoughTheTokenHasExpiredSince() {
        String first = text(scene.signIn(), "refreshToken");
        scene.clock.advance(Duration.ofDays(7).minusSeconds(1));
        scene.refresh(first);
        scene.clock.advance(Duration.ofSeconds(2));
        assertThat(scene.refresh(first).status()).isEqualTo(200);
    }

    @Test
    void aRotationThatTheStoreDidNotConfirmIsNoUseHoweverLongTheStoreWasDown() {
        String first = text(scene.signIn(), "refreshToken");
        scene.store.losesTheAnswer.set(true);
        assertThat(scene.refresh(first).status()).isEqualTo(503);
        scene.store.losesTheAnswer.set(false);
        scene.clock.advance(Duration.ofHours(1));
        String second = text(object(scene.refresh(first)), "refreshToken");
        assertThat(scene.refresh(second).status()).isEqualTo(200);
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
    }

    @Test
    void anUnconfirmedRotationThatWasRetriedInTimeIsAUseLater() {
        String first = text(scene.signIn(), "refreshToken");
        scene.store.losesTheAnswer.set(true);
        scene.refresh(first);
        scene.store.losesTheAnswer.set(false);
        assertThat(scene.refresh(first).status()).as("within the window").isEqualTo(200);
        scene.clock.advance(Duration.ofSeconds(5));
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
    }

    @Test
    void anUnconfirmedRotationWhoseSuccessorWasUsedElsewhereIsAUse() {
        String first = text(scene.signIn(), "refreshToken");
        scene.store.losesTheAnswer.set(true);
        scene.refresh(first);
        scene.store.losesTheAnswer.set(false);
        // another node, which knows nothing of it, answers the retry
        String second = text(object(scene.refreshOnAnotherNode(first)), "refreshToken");
        scene.refreshOnAnotherNode(second);
        scene.clock.advance(Duration.ofSeconds(5));
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
    }

    @Test
    void aRotationThatSomebodyElseMadeIsAUseThoughOursWasNotConfirmed() {
        String first = text(scene.signIn(), "refreshToken");
        scene.refresh(first);
        scene.store.losesTheAnswer.set(true);
        scene.refresh(first);
        scene.store.losesTheAnswer.set(false);
        scene.clock.advance(Duration.ofSeconds(5));
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
    }

    @Test
    void aLoginEndsWhenItWasRefreshedAsOftenAsItMay() {
        scene.use(
                TokenPolicy.of("https://app.example", "https://app.example/api").withMaxRotations(2));
        JsonObject login = scene.signIn();
        String second = text(object(scene.refresh(text(login, "refreshToken"))), "refreshToken");
        String third = text(object(scene.refresh(second)), "refreshToken");
        assertThat(code(scene.refresh(third))).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(scene.store.liveFamiliesOf("u-1", scene.clock.instant())).isEmpty();
        Reply me = scene.call(RequestBuilder.get("/api/auth/me").bearer(text(login, "accessToken")));
        assertThat(code(me)).isEqualTo("TOKEN_REVOKED");
    }

    @Test
    void reuseLeavesOtherLoginsOfTheAccountAlone() {
        JsonObject other = scene.signIn();
        String first = text(scene.signIn(), "refreshToken");
        scene.refresh(first);
        scene.clock.advance(Duration.ofSeconds(5));
        scene.refresh(first);
        assertThat(scene.refresh(text(other, "refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void withoutARetryWindowTheSecondUseIsReuse() {
        scene.use(
                TokenPolicy.of("https://app.example", "https://app.example/api").withRetryWindow(Duration.ZERO));
        String first = text(scene.signIn(), "refreshToken");
        scene.refresh(first);
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
    }

    @Test
    void manyAtOnceAllGetOneSuccessor() {
        String first = text(scene.signIn(), "refreshToken");
        List<String> successors = Race.run(() -> text(object(scene.refresh(first)), "refreshToken"));
        assertThat(new HashSet<>(successors)).hasSize(1);
        assertThat(scene.refresh(successors.get(0)).status()).isEqualTo(200);
    }

    @Test
    void isUnavailableAndLosesNothingWhileRevocationsCannotBeWritten() {
        String first = text(scene.signIn(), "refreshToken");
        String second = text(object(scene.refresh(first)), "refreshToken");
        scene.clock.advance(Duration.ofSeconds(5));
        scene.revocationStore.down.set(true);
        assertThat(scene.refresh(first).status()).isEqualTo(503);
        scene.revocationStore.down.set(false);
        assertThat(code(scene.refresh(first))).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(code(scene.refresh(second))).isEqualTo("REFRESH_TOKEN_INVALID");
    }
}
