package io.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String PURPOSE = "successor";

    private final SecureRandom random = new SecureRandom();
    private final OpaqueToken token = OpaqueToken.issue("ghr", random);

    @Nested
    class Tokens {
        @Test
        void haveTheDocumentedForm() {
            assertThat(token.reveal()).matches("ghr_[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
            assertThat(token.id()).hasSize(22);
            assertThat(OpaqueToken.newId(random)).matches("[A-Za-z0-9_-]{22}");
        }

        @Test
        void areAllDifferentInIdAndSecret() {
            Set<String> ids = new HashSet<>();
            Set<String> secrets = new HashSet<>();
            for (int i = 0; i < 100_000; i++) {
                OpaqueToken issued = OpaqueToken.issue("t", random);
                ids.add(issued.id());
                secrets.add(issued.reveal().substring(25));
            }
            assertThat(ids).hasSize(100_000);
            assertThat(secrets).hasSize(100_000);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Upper", "with_", "digit1", "waytoolong", "ä"})
        void refuseOtherPrefixes(String prefix) {
            assertThatIllegalArgumentException().isThrownBy(() -> OpaqueToken.issue(prefix, random));
        }

        @Test
        void areReadAsTheyWereShown() {
            OpaqueToken read = OpaqueToken.parse("ghr", token.reveal()).orElseThrow();
            assertThat(read.id()).isEqualTo(token.id());
            assertThat(read.matches(token.hash())).isTrue();
            assertThat(read.reveal()).isEqualTo(token.reveal());
        }

        @Test
        void areNotReadInAnyOtherForm() {
            String text = token.reveal();
            for (String bad : new String[] {
                "",
                "ghr",
                "ghr_",
                text + "A",
                text.substring(1),
                text.substring(0, text.length() - 1),
                " " + text,
                text + " ",
                text + "\n",
                text.replace("ghr_", "gha_"),
                text.replace("ghr_", "GHR_"),
                text.replace("ghr_", "ghr-"),
                text.replace('.', '_'),
                text.replace(".", ".."),
                "ghr_" + ".".repeat(66),
                "ghr_" + "=".repeat(22) + text.substring(26),
                text.substring(0, text.length() - 1) + "=",
                text.substring(0, text.length() - 1) + "\uff21",
                text.substring(0, text.length() - 1) + "+",
                text.substring(0, text.length() - 1) + "/"
            }) {
                assertThat(OpaqueToken.parse("ghr", bad)).as(bad).isEmpty();
            }
            assertThat(OpaqueToken.parse("gha", text)).isEmpty();
            assertThat(OpaqueToken.parse("gh", text)).isEmpty();
        }

        @Test
        void areOthersWithAnyCharacterChanged() {
            String text = token.reveal();
            for (int i = 0; i < text.length(); i++) {
                for (char c : new char[] {'A', 'B', '_', '-', '.', '!', '=', '\u0000', '\u0131'}) {
                    if (text.charAt(i) == c) {
                        continue;
                    }
                    String changed = text.substring(0, i) + c + text.substring(i + 1);
                    boolean same = OpaqueToken.parse("ghr", changed)
                            .filter(read -> read.id().equals(token.id()) && read.matches(token.hash()))
                            .isPresent();
                    assertThat(same)
                            .as("character %s changed to %s", i, (int) c)
                            .isFalse();
                }
            }
        }

        @Test
        void printNoSecret() {
            assertThat(token).hasToString("ghr_" + token.id() + ".…");
            assertThat(token.toString()).doesNotContain(token.reveal().substring(27));
        }
    }

    @Nested
    class Hashes {
        private final SecretHash hash = SecretHash.of("secret");

        @Test
        void areSha256() {
            assertThat(hash.encoded()).isEqualTo("K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe_Unols");
        }

        @Test
        void areEqualByValue() {
            assertThat(hash).isEqualTo(SecretHash.of("secret")).hasSameHashCodeAs(SecretHash.of("secret"));
            assertThat(hash).isEqualTo(SecretHash.parse(hash.encoded()));
            assertThat(hash)
                    .isNotEqualTo(SecretHash.of("Secret"))
                    .isNotEqualTo(null)
                    .isNotEqualTo(hash.encoded());
            assertThat(hash.matches("secret")).isTrue();
            assertThat(hash.matches("secret ")).isFalse();
            assertThat(hash.matches("")).isFalse();
            assertThat(hash.matches(hash.encoded())).isFalse();
        }

        @Test
        void haveOneEncodingOnly() {
            String text = hash.encoded();
            String lastBitSet = text.substring(0, 42) + "t";
            for (String bad : new String[] {
                "",
                "A",
                text + "=",
                text + "A",
                text.substring(1),
                " " + text,
                text + "\n",
                lastBitSet,
                text.replace('-', '+'),
                Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[31]),
                Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[33])
            }) {
                assertThatIllegalArgumentException().as(bad).isThrownBy(() -> SecretHash.parse(bad));
            }
        }

        @Test
        void differInEveryByte() {
            byte[] digest = Base64.getUrlDecoder().decode(hash.encoded());
            for (int i = 0; i < digest.length; i++) {
                byte[] changed = digest.clone();
                changed[i] ^= 1;
                SecretHash other =
                        SecretHash.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
                assertThat(other).isNotEqualTo(hash);
                assertThat(other.matches("secret")).isFalse();
            }
        }

        @Test
        void printNothing() {
            assertThat(hash).hasToString("SecretHash[…]");
        }
    }

    @Nested
    class SealedTexts {
        private final SealedText sealed = token.seal(PURPOSE, "the next token!", random);

        @Test
        void areOpenedByTheSameTokenForTheSamePurpose() {
            assertThat(token.open(PURPOSE, sealed)).contains("the next token!");
            assertThat(token.open(PURPOSE, new SealedText(sealed.encoded()))).contains("the next token!");
            assertThat(token.open(PURPOSE, token.seal(PURPOSE, "", random))).contains("");
        }

        @Test
        void areOpenedByNothingElse() {
            assertThat(token.open("another purpose", sealed)).isEmpty();
            assertThat(token.open("", sealed)).isEmpty();
            assertThat(OpaqueToken.issue("ghr", random).open(PURPOSE, sealed)).isEmpty();
        }

        @Test
        void areNeverTheSameTwice() {
            Set<String> nonces = new HashSet<>();
            for (int i = 0; i < 10_000; i++) {
                nonces.add(token.seal(PURPOSE, "x", random).encoded().substring(0, 16));
            }
            assertThat(nonces).hasSize(10_000);
        }

        @Test
        void areNotOpenedWithAnyBitChanged() {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed.encoded());
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
                assertThat(token.open(PURPOSE, new SealedText(encoded))).isEmpty();
            }
        }

        @Test
        void areNotOpenedWithAnyCharacterChanged() {
            String text = sealed.encoded();
            for (int i = 0; i < text.length(); i++) {
                for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+ ".toCharArray()) {
                    if (text.charAt(i) != c) {
                        String changed = text.substring(0, i) + c + text.substring(i + 1);
                        assertThat(token.open(PURPOSE, new SealedText(changed))).isEmpty();
                    }
                }
            }
        }

        @Test
        void areNotOpenedCutOrLengthened() {
            String text = sealed.encoded();
            for (int length = 0; length < text.length(); length++) {
                assertThat(token.open(PURPOSE, new SealedText(text.substring(0, length))))
                        .isEmpty();
            }
            assertThat(token.open(PURPOSE, new SealedText(text + "A"))).isEmpty();
            assertThat(token.open(PURPOSE, new SealedText(text + "="))).isEmpty();
            assertThat(token.open(PURPOSE, new SealedText(text + "AAAA"))).isEmpty();
        }

        @Test
        void printNothing() {
            assertThat(sealed).hasToString("SealedText[…]");
        }
    }
}
