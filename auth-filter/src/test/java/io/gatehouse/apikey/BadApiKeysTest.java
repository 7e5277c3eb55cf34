package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.code;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static io.gatehouse.apikey.ApiKeyScene.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.SameAnswer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** API keys that are bad. */
final class BadApiKeysTest {
    private final ApiKeyScene scene = new ApiKeyScene();

    /** Each way in which a key can be bad, against one and the same answer. */
    @Test
    void getOneAnswerToTheByte() {
        String good = scene.createdKey("data:read");
        String revoked = scene.createdKey();
        scene.revoke(idOf(revoked));
        String expired = ApiKeyScene.text(scene.create(Map.of("name", "short", "expiresIn", 1)), "apiKey");
        scene.clock.advance(Duration.ofSeconds(1));
        ApiKeyText unknown = ApiKeyText.issue("gth", new SecureRandom());
        String locked = keyOf("locked");
        scene.account("locked", false, "data:read");
        String ownerless = keyOf("nobody");

        Reply first = refused(unknown.reveal());
        assertThat(first.status()).isEqualTo(401);
        assertThat(code(first)).isEqualTo("API_KEY_INVALID");
        assertThat(first.headers().get("WWW-Authenticate"))
                .containsExactly("ApiKey realm=\"gatehouse\", header=\"X-API-Key\"", "Bearer");
        for (String bad : List.of(
                wrongSecretFor(good),
                revoked,
                expired,
                locked,
                ownerless,
                otherLastCharacter(good),
                good.toLowerCase(Locale.ROOT),
                good + " ",
                " " + good,
                good + ", " + good,
                "Bearer " + good,
                "",
                "x".repeat(10 * 1024),
                "ключ",
                "gth_\u0000\uD83D\uDE00",
                "gth_'; DROP TABLE key_; --")) {
            Reply reply = refused(bad);
            assertThat(SameAnswer.of(reply)).as(bad).isEqualTo(SameAnswer.of(first));
        }
        assertThat(scene.works(good)).isTrue();
    }

    @Test
    void areRefusedOnOpenPathsToo() {
        assertThat(scene.allowed(RequestBuilder.get("/open"))).isEmpty();
        assertThat(code(scene.answer(withKey("/open", "no key")))).isEqualTo("API_KEY_INVALID");
        assertThat(code(scene.answer(withKey("/open", "")))).isEqualTo("API_KEY_INVALID");
    }

    @Test
    void withATypingErrorNeverReachTheStore() {
        String good = scene.createdKey();
        int before = scene.store.finds();
        refused(otherLastCharacter(good));
        refused(good.toLowerCase(Locale.ROOT));
        refused(good + " ");
        refused("x".repeat(10 * 1024));
        for (int i = 4; i < good.length(); i++) {
            char other = good.charAt(i) == 'a' ? 'b' : 'a';
            refused(good.substring(0, i) + other + good.substring(i + 1));
        }
        assertThat(scene.store.finds()).isEqualTo(before);
    }

    @Test
    void tellTheirReasonToTheOperatorOnly() {
        String key = scene.createdKey();
        scene.revoke(idOf(key));
        scene.events.clear();
        assertThat(refused(key).body()).doesNotContain("revoked").doesNotContain(idOf(key));
        assertThat(scene.events).singleElement().satisfies(event -> {
            assertThat(event.code()).contains("API_KEY_INVALID");
            assertThat(event.reason()).contains("key " + idOf(key) + " is revoked");
        });
    }

    @Test
    void leaveNoSecretInEvents() {
        String good = scene.createdKey();
        String wrong = wrongSecretFor(good);
        refused(wrong);
        refused(otherLastCharacter(good));
        scene.works(good);
        assertThat(scene.events.toString())
                .doesNotContain(good.substring(21, 53))
                .doesNotContain(wrong.substring(21, 53));
    }

    @Test
    void ofAnOwnerWhoComesBackWorkAgain() {
        String key = scene.createdKey("data:read");
        scene.account("ada", false, "data:read");
        assertThat(scene.works(key)).isFalse();
        scene.account("ada", true, "data:read");
        assertThat(scene.works(key)).isTrue();
    }

    @Test
    void expireToTheMillisecond() {
        String key = ApiKeyScene.text(scene.create(Map.of("name", "short", "expiresIn", 10)), "apiKey");
        scene.clock.advance(Duration.ofMillis(9_999));
        assertThat(scene.identity(key).expiresAt())
                .contains(scene.clock.instant().plusMillis(1));
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(scene.works(key)).isFalse();
    }

    private Reply refused(String key) {
        return scene.answer(withKey("/any", key));
    }

    private String keyOf(String ownerId) {
        ApiKeyText text = ApiKeyText.issue("gth", new SecureRandom());
        scene.store.insert(record(text, text.hash(), ownerId));
        return text.reveal();
    }

    /** The id of one key with the secret of another, and a checksum that fits: what only an attacker sends. */
    private String wrongSecretFor(String good) {
        ApiKeyText other = ApiKeyText.issue("gth", new SecureRandom());
        ApiKey stored = scene.store.find(idOf(good)).orElseThrow();
        scene.store.insert(record(other, stored.hash(), "ada"));
        return other.reveal();
    }

    private ApiKey record(ApiKeyText text, SecretHash hash, String ownerId) {
        return new ApiKey(
                text.id(),
                ownerId,
                "inserted",
                hash,
                text.start(),
                Set.of("data:read"),
                scene.clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String otherLastCharacter(String key) {
        String start = key.substring(0, key.length() - 1);
        return start + (Objects.equals(key, start + "0") ? "1" : "0");
    }
}
