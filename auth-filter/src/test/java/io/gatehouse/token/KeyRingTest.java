package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyRingTest {
    private final Forge forge = new Forge();
    private final SigningKey next = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);

    @Nested
    class Rotation {
        @Test
        void signsWithTheNewKeyAndVerifiesWithBoth() throws Rejection {
            String before = forge.good();
            forge.ring.rotate(next, forge.clock.instant().plusSeconds(100));
            assertThat(forge.ring.signing().kid()).isEqualTo(next.kid());
            forge.accepts(before);
            forge.accepts(forge.good());
        }

        @Test
        void refusesTheRetiredKeyFromItsEndOn() throws Rejection {
            String before = forge.good();
            forge.ring.rotate(next, forge.clock.instant().plusSeconds(100));
            forge.clock.advance(Duration.ofSeconds(99));
            forge.accepts(before);
            forge.clock.advance(Duration.ofSeconds(1));
            assertThat(forge.refusal(before)).contains("no ES256 key of kid");
            assertThat(forge.ring.publicJwkSet())
                    .doesNotContain(forge.key.kid())
                    .contains(next.kid());
        }

        @Test
        void takesOverAnAnnouncedKey() throws Rejection {
            forge.ring.announce(next.verificationKey());
            assertThat(forge.ring.publicJwkSet()).contains(next.kid());
            forge.ring.rotate(next, forge.clock.instant().plusSeconds(100));
            forge.accepts(forge.good());
            assertThat(forge.ring.publicJwkSet().split("\"kid\"", -1)).hasSize(3);
        }

        @Test
        void changesTheVersionWhenAKeyEndsOrGoesButNotWhenOneIsAnnounced() {
            long version = forge.ring.version();
            forge.ring.announce(next.verificationKey());
            assertThat(forge.ring.version()).isEqualTo(version);
            forge.ring.rotate(next, forge.clock.instant().plusSeconds(100));
            assertThat(forge.ring.version()).isNotEqualTo(version);
            version = forge.ring.version();
            assertThat(forge.ring.remove(forge.key.kid())).isTrue();
            assertThat(forge.ring.version()).isNotEqualTo(version);
        }

        @Test
        void refusesTokensOfARemovedKeyAtOnce() {
            String before = forge.good();
            forge.ring.rotate(next, forge.clock.instant().plusSeconds(100));
            assertThat(forge.ring.remove("unknown")).isFalse();
            forge.ring.remove(forge.key.kid());
            assertThat(forge.refusal(before)).contains("no ES256 key of kid");
        }

        @Test
        void neverRemovesTheKeyThatSigns() {
            assertThatIllegalArgumentException().isThrownBy(() -> forge.ring.remove(forge.key.kid()));
        }

        @Test
        void refusesSecondKeyOfOneName() {
            SigningKey same = next.withKid(forge.key.kid());
            assertThatIllegalArgumentException().isThrownBy(() -> forge.ring.announce(same.verificationKey()));
            assertThatIllegalArgumentException().isThrownBy(() -> forge.ring.rotate(same, forge.clock.instant()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> forge.ring.announce(VerificationKey.of(
                            SignatureAlgorithm.ES256, next.verificationKey().key())));
        }

        @Test
        void losesNoKeyWhenManyAnnounceAtOnce() {
            Race.run(() -> {
                forge.ring.announce(SigningKey.generate(SignatureAlgorithm.EDDSA, Forge.RANDOM)
                        .verificationKey());
                return true;
            });
            assertThat(forge.ring.publicJwkSet().split("\"kid\"", -1)).hasSize(Race.THREADS + 2);
        }
    }

    @Nested
    class Publication {
        @ParameterizedTest
        @EnumSource
        void publishesPublicMembersOnly(SignatureAlgorithm algorithm) throws JsonException {
            KeyRing ring = KeyRing.generate(algorithm, forge.clock, Forge.RANDOM);
            JsonObject set = Json.parseObject(Forge.bytes(ring.publicJwkSet()));
            List<?> keys = (List<?>) set.members().get("keys");
            if (algorithm.isHmac()) {
                assertThat(keys).isEmpty();
                return;
            }
            JsonObject key = (JsonObject) keys.get(0);
            Set<String> allowed = Set.of("kty", "crv", "x", "y", "n", "e", "kid", "alg", "use");
            assertThat(allowed).containsAll(key.members().keySet());
            assertThat(key.string("alg")).contains(algorithm.joseName());
            assertThat(key.string("use")).contains("sig");
            assertThat(key.string("kid")).contains(ring.signing().kid());
        }

        @Test
        void neverPrintsSecrets() {
            SigningKey secret = SigningKey.generate(SignatureAlgorithm.HS256, Forge.RANDOM);
            String encoded = Base64Url.encode(secret.secret().getEncoded());
            for (Object value : List.of(secret, secret.verificationKey(), KeyRing.of(secret, forge.clock))) {
                assertThat(value.toString()).doesNotContain(encoded).doesNotContain("Secret");
            }
        }
    }
}
