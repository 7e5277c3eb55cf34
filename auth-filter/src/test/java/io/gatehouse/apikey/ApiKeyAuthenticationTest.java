package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.asAda;
import static io.gatehouse.apikey.ApiKeyScene.code;
import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static io.gatehouse.apikey.ApiKeyScene.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.JsonNull;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyAuthenticationTest {
    private final ApiKeyScene scene = new ApiKeyScene();

    @Nested
    class GoodKeys {
        @Test
        void actForTheirOwnerByScopesAndWithoutRoles() {
            String key = scene.createdKey("data:read");
            Identity identity = scene.identity(key);
            assertThat(identity.accountId()).contains("ada");
            assertThat(identity.scheme()).isEqualTo("api-key");
            assertThat(identity.scopes()).containsExactly("data:read");
            assertThat(identity.roles()).isEmpty();
            assertThat(identity.loginId()).isEmpty();
            assertThat(identity.attributes()).isEqualTo(Map.of("apiKeyId", idOf(key), "apiKeyName", "a key"));
            assertThat(identity.authenticatedAt()).isEqualTo(scene.clock.instant());
            assertThat(identity.expiresAt()).isEmpty();
        }

        @Test
        void openWhatTheirScopesOpen() {
            String key = scene.createdKey("data:read");
            assertThat(scene.allowed(withKey("/api/data", key))).isPresent();
            Reply refused = scene.answer(withKey("/api/orders", key));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(code(refused)).isEqualTo("SCOPE_INSUFFICIENT");
        }

        @Test
        void loseAScopeAtOnceWhenTheOwnerLosesIt() {
            String key = scene.createdKey("data:read", "orders:write");
            scene.account("ada", true, "orders:write");
            assertThat(scene.identity(key).scopes()).containsExactly("orders:write");
            assertThat(scene.answer(withKey("/api/data", key)).status()).isEqualTo(403);
        }

        @Test
        void gainNothingWhenTheOwnerGains() {
            String key = scene.createdKey("data:read");
            scene.account("ada", true, "data:read", "admin:all");
            assertThat(scene.identity(key).scopes()).containsExactly("data:read");
        }

        @Test
        void areFoundUnderTheHeadersNameInAnyCase() {
            String key = scene.createdKey();
            assertThat(scene.allowed(RequestBuilder.get("/any").header("x-api-key", key)))
                    .isPresent();
        }

        @Test
        void areFoundInAnotherHeaderIfThePolicySaysSo() {
            ApiKeyScene moved = new ApiKeyScene(ApiKeyPolicy.standard().withHeaderName("X-Key"));
            String key = moved.createdKey();
            assertThat(moved.allowed(RequestBuilder.get("/any").header("X-Key", key)))
                    .isPresent();
            Reply refused = moved.answer(withKey("/any", key));
            assertThat(code(refused)).isEqualTo("CREDENTIALS_MISSING");
            assertThat(refused.headers().get("WWW-Authenticate"))
                    .contains("ApiKey realm=\"gatehouse\", header=\"X-Key\"");
        }
    }

    @Nested
    class BadKeys {
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
                assertThat(reply).as(bad).isEqualTo(first);
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
    }

    @Nested
    class OtherRequests {
        @Test
        void withoutAKeyAreNotJudged() {
            Reply reply = scene.answer(RequestBuilder.get("/api/data"));
            assertThat(code(reply)).isEqualTo("CREDENTIALS_MISSING");
            assertThat(reply.headers().get("WWW-Authenticate"))
                    .containsExactly("ApiKey realm=\"gatehouse\", header=\"X-API-Key\"");
            assertThat(scene.store.finds()).isZero();
        }

        @Test
        void withTwoKeysAreAmbiguous() {
            String key = scene.createdKey();
            Reply reply = scene.answer(withKey("/any", key).header("X-API-Key", key));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(code(reply)).isEqualTo("CREDENTIALS_AMBIGUOUS");
        }

        @Test
        void withAKeyAndATokenAreAmbiguous() {
            String key = scene.createdKey();
            assertThat(code(scene.answer(asAda(withKey("/any", key))))).isEqualTo("CREDENTIALS_AMBIGUOUS");
        }

        @ParameterizedTest
        @ValueSource(strings = {"api_key", "apikey", "apiKey", "X-API-Key", "x-api-key"})
        void withAKeyInTheAddressAreRefusedAlsoOnOpenPaths(String name) {
            String key = scene.createdKey("data:read");
            for (String path : List.of("/api/data", "/open")) {
                Reply reply = scene.answer(RequestBuilder.get(path).query(name, key));
                assertThat(reply.status()).isEqualTo(400);
                assertThat(code(reply)).isEqualTo("REQUEST_MALFORMED");
            }
            Reply both = scene.answer(withKey("/api/data", key).query(name, ""));
            assertThat(code(both)).isEqualTo("REQUEST_MALFORMED");
        }

        @Test
        void whileTheStoreIsDownAreNeitherLetInNorToldThatTheKeyIsBad() {
            String key = scene.createdKey();
            scene.store.goDown();
            Reply reply = scene.answer(withKey("/any", key));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(code(reply)).isEqualTo("UNAVAILABLE");
        }
    }

    @Nested
    class LastUse {
        @Test
        void isShownBeforeItIsWritten() {
            String key = scene.createdKey();
            assertThat(scene.listed())
                    .singleElement()
                    .satisfies(it -> assertThat(it.members()).containsEntry("lastUsedAt", JsonNull.NULL));
            scene.works(key);
            assertThat(scene.store.touches()).isZero();
            assertThat(ApiKeyScene.text(scene.listed().get(0), "lastUsedAt"))
                    .isEqualTo(scene.clock.instant().toString());
        }

        @Test
        void isWrittenInBatches() {
            String key = scene.createdKey();
            for (int i = 0; i < 100; i++) {
                scene.works(key);
            }
            assertThat(scene.store.touches()).isZero();
            scene.clock.advance(Duration.ofSeconds(30));
            for (int i = 0; i < 100; i++) {
                scene.works(key);
            }
            assertThat(scene.store.touches()).isEqualTo(1);
        }

        @Test
        void isNotThatOfARefusedKey() {
            String key = scene.createdKey();
            scene.account("ada", false);
            scene.works(key);
            scene.engine.close();
            assertThat(scene.store.touches()).isZero();
        }

        @Test
        void isWrittenWhenTheEngineCloses() {
            String key = scene.createdKey();
            scene.works(key);
            scene.engine.close();
            assertThat(scene.store.find(idOf(key)).flatMap(ApiKey::lastUsedAt)).contains(scene.clock.instant());
        }

        @Test
        void thatCannotBeWrittenFailsNoRequest() {
            String key = scene.createdKey();
            scene.works(key);
            scene.clock.advance(Duration.ofSeconds(30));
            scene.store.whenTouched(() -> {
                throw new IllegalStateException("the table is locked");
            });
            assertThat(scene.works(key)).isTrue();
            assertThat(scene.store.touches()).isEqualTo(1);
        }
    }

    @Test
    void reportsRefusalsAsEvents() {
        scene.answer(withKey("/any", "no key"));
        assertThat(scene.events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.REFUSED);
    }

    @Test
    void endpointsMayBeMovedOrLeftOut() {
        ApiKeys keys = ApiKeys.of(
                scene.store,
                id -> Optional.ofNullable(scene.accounts.get(id)),
                ApiKeyPolicy.standard(),
                Clock.systemUTC(),
                new SecureRandom());
        assertThat(AuthEngine.builder().use(keys.withBasePath("/keys")).build().describe())
                .contains("POST /keys = login", "DELETE /keys/{id} = login", "POST /keys/{id}/rotate = login");
        assertThat(keys.withoutEndpoints().endpoints()).isEmpty();
        assertThat(keys.withoutEndpoints().authenticators()).isEqualTo(keys.authenticators());
        assertThat(keys.endpoints())
                .extracting(endpoint -> endpoint.requirement())
                .containsOnly(Requirement.login());
    }

    private static String otherLastCharacter(String key) {
        String start = key.substring(0, key.length() - 1);
        return start + (Objects.equals(key, start + "0") ? "1" : "0");
    }
}
