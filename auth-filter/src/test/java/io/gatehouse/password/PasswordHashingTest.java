package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.gatehouse.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashingTest {
    private static final String PASSWORD = "a quite long passphrase";

    private final FakeArgon2 argon2 = new FakeArgon2();
    private final Argon2Policy policy = Argon2Policy.standard();
    private final PasswordHashing hashing =
            new PasswordHashing(policy, HashingGate.forPolicy(policy), new SecureRandom(), argon2);

    @Nested
    final class Rfc9106 {
        private final PasswordHashing real = PasswordHashing.of(policy, new SecureRandom());

        /** From the reference implementation's own tests. */
        @Test
        void agreesWithTheReferenceImplementation() throws Rejection {
            String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
            assertThat(real.matches("password", Optional.of(hash))).isTrue();
            assertThat(real.matches("passworD", Optional.of(hash))).isFalse();
        }

        @Test
        void othersVerifyOurHashes() throws Rejection {
            Argon2 other = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id);
            assertThat(other.verify(real.hash(PASSWORD), PASSWORD.getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
        }

        @Test
        void weVerifyTheHashesOfOthers() throws Rejection {
            Argon2 other = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, 16, 24);
            String hash = other.hash(1, 1024, 2, PASSWORD.getBytes(StandardCharsets.UTF_8));
            assertThat(real.matches(PASSWORD, Optional.of(hash))).isTrue();
            assertThat(real.needsRehash(hash)).isTrue();
        }

        @Test
        void hashesSayWhatTheyCost() throws Rejection {
            String hash = real.hash(PASSWORD);
            assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSize(97);
            assertThat(real.needsRehash(hash)).isFalse();
        }
    }

    @Test
    void oneSaltIsNeverUsedTwice() throws Rejection {
        assertThat(hashing.hash(PASSWORD)).isNotEqualTo(hashing.hash(PASSWORD));
    }

    @Test
    void aGateWithoutRoomForOneHashIsRefused() {
        assertThatThrownBy(() -> hashing.withGate(HashingGate.of(19_455))).isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    final class ExactlyAsTyped {
        @ParameterizedTest
        @ValueSource(ints = {1, 15, 64, 72, 73, 128, 129, 1000, 1024})
        void theLastCharacterCounts(int length) throws Rejection {
            String hash = hashing.hash("x".repeat(length));
            assertThat(matches("x".repeat(length), hash)).isTrue();
            assertThat(matches("x".repeat(length - 1) + "y", hash)).isFalse();
        }

        @Test
        void caseSpacesAndControlCharactersCount() throws Rejection {
            String hash = hashing.hash(PASSWORD);
            assertThat(matches(PASSWORD, hash)).isTrue();
            assertThat(matches(PASSWORD.replace('q', 'Q'), hash)).isFalse();
            assertThat(matches(PASSWORD + " ", hash)).isFalse();
            assertThat(matches(" " + PASSWORD, hash)).isFalse();
            assertThat(matches(PASSWORD + "\n", hash)).isFalse();
            assertThat(matches(PASSWORD + "\0", hash)).isFalse();
            assertThat(matches(PASSWORD.replace(" ", "  "), hash)).isFalse();
        }

        @Test
        void whatFollowsANulCounts() throws Rejection {
            String hash = PasswordHashing.of(policy, new SecureRandom()).hash("before\0after");
            PasswordHashing real = PasswordHashing.of(policy, new SecureRandom());
            assertThat(real.matches("before\0after", Optional.of(hash))).isTrue();
            assertThat(real.matches("before\0other", Optional.of(hash))).isFalse();
            assertThat(real.matches("before", Optional.of(hash))).isFalse();
        }

        @Test
        void emojiCountAsOneCharacterEach() throws Rejection {
            String emoji = new String(Character.toChars(0x1f98a)).repeat(1024);
            assertThat(matches(emoji, hashing.hash(emoji))).isTrue();
            assertThatThrownBy(() -> hashing.hash(emoji + "x")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    final class UnicodeOfSp80063b {
        @Test
        void composedAndDecomposedAreOnePassword() throws Rejection {
            assertThat(matches("cafe\u0301 au lait", hashing.hash("caf\u00e9 au lait")))
                    .isTrue();
            assertThat(matches("caf\u00e9 au lait", hashing.hash("cafe\u0301 au lait")))
                    .isTrue();
        }

        @Test
        void lookAlikesAreNot() throws Rejection {
            assertThat(matches("\uff50\uff41\uff53\uff53", hashing.hash("pass")))
                    .isFalse();
            assertThat(matches("\ufb01sh", hashing.hash("fish"))).isFalse();
            assertThat(matches("p\u0430ss", hashing.hash("pass"))).isFalse();
            assertThat(matches("x\u00b2", hashing.hash("x2"))).isFalse();
        }

        @Test
        void halvesOfSurrogatePairsAreNoPassword() throws Rejection {
            String hash = hashing.hash("fox ?");
            assertThat(matches("fox \ud83e", hash)).isFalse();
            assertThat(matches("fox \udd8a", hash)).isFalse();
            assertThatThrownBy(() -> hashing.hash("fox \ud83e")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> hashing.hash("\udd8a\ud83e")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    final class OneHashEach {
        @ParameterizedTest
        @ValueSource(strings = {"", "x", PASSWORD, "not unicode \ud83e"})
        void whereThereIsNothingToCompareWith(String password) throws Rejection {
            assertThat(hashing.matches(password, Optional.empty())).isFalse();
            assertThat(argon2.calls()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "!", "$argon2id$v=19$m=2147483647,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA", "$2a$31$x"
                })
        void whereTheStoredTextIsNoReadableHash(String stored) throws Rejection {
            assertThat(matches(PASSWORD, stored)).isFalse();
            assertThat(argon2.calls()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {1025, 4096, 16_000})
        void wherePasswordsAreTooLong(int length) throws Rejection {
            String hash = hashing.hash("x".repeat(1024));
            assertThat(matches("x".repeat(length), hash)).isFalse();
            assertThat(argon2.calls()).isEqualTo(2);
        }

        @Test
        void wherePasswordsAreRightOrWrong() throws Rejection {
            String hash = hashing.hash(PASSWORD);
            matches(PASSWORD, hash);
            matches("wrong", hash);
            assertThat(argon2.calls()).isEqualTo(3);
        }
    }

    @Test
    void noPasswordMatchesTheDecoyEvenIfTheHashDoes() throws Rejection {
        // Whatever is computed equals whatever is stored.
        Argon2Function constant = (m, t, p, password, salt, length) -> new byte[length];
        SecureRandom zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {}
        };
        PasswordHashing broken = new PasswordHashing(policy, HashingGate.forPolicy(policy), zeros, constant);
        assertThat(broken.matches(PASSWORD, Optional.of(broken.hash(PASSWORD)))).isTrue();
        assertThat(broken.matches(PASSWORD, Optional.empty())).isFalse();
        assertThat(broken.matches("", Optional.of(broken.hash(PASSWORD)))).isFalse();
    }

    @Nested
    final class HashesOfOlderSystems {
        /** Made by CPython's hashlib; the two forms spell its 62nd sign differently. */
        @Test
        void pbkdf2InTheFormOfPasslib() throws Rejection {
            String salt = "rjfXAxv+kfP1ROGX+6jRRA";
            String digest =
                    "HSKXDr7GOJp49nq2Z+doIAoYmrqAJkMmw86PufrCU/G" + "QoA1lpOnbaYBorzUdaSddkQp6xHvJDAGzg+btmB3NbA";
            String passlib = "$pbkdf2-sha512$1000$" + (salt + "$" + digest).replace('+', '.');
            assertThat(matches("password", passlib)).isTrue();
            assertThat(matches("Password", passlib)).isFalse();
            assertThat(matches("password", "$pbkdf2-sha512$i=1000$" + salt + "$" + digest))
                    .isTrue();
            assertThat(hashing.needsRehash(passlib)).isTrue();
            assertThat(argon2.calls()).isZero();
        }

        /** RFC 7914 section 11. */
        @Test
        void pbkdf2InThePhcForm() throws Rejection {
            String hash = "$pbkdf2-sha256$i=1$c2FsdA$";
            assertThat(matches("passwd", hash + base64(RFC_7914))).isTrue();
            assertThat(matches("passwd", "$pbkdf2-sha256$i=1,l=64$c2FsdA$" + base64(RFC_7914)))
                    .isTrue();
            assertThat(matches("passwe", hash + base64(RFC_7914))).isFalse();
        }

        /** HMAC can't tell them apart; without the check this would log in. */
        @Test
        void pbkdf2NeverMatchesAPasswordWithANul() throws Rejection {
            String hash = "$pbkdf2-sha256$i=1$c2FsdA$" + base64(RFC_7914);
            assertThat(matches("passwd\0", hash)).isFalse();
            assertThat(matches("passwd\0\0", hash)).isFalse();
            assertThat(argon2.calls()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2a", "2b", "2y"})
        void bcrypt(String version) throws Rejection {
            String hash = bcrypt(version, PASSWORD);
            assertThat(hash).startsWith("$" + version + "$");
            assertThat(matches(PASSWORD, hash)).isTrue();
            assertThat(matches(PASSWORD + "!", hash)).isFalse();
            assertThat(hashing.needsRehash(hash)).isTrue();
            assertThat(argon2.calls()).isZero();
        }

        @Test
        void bcryptNeverMatchesWhatItDoesNotLookAt() throws Rejection {
            String hash = bcrypt("2a", "x".repeat(72));
            assertThat(matches("x".repeat(72), hash)).isTrue();
            assertThat(matches("x".repeat(73), hash)).isFalse();
            assertThat(matches("x".repeat(72) + "\0", hash)).isFalse();
            assertThat(argon2.calls()).isEqualTo(2);
        }

        /** bcrypt repeats password and NUL until it has 72 bytes; without the check this would log in. */
        @Test
        void bcryptNeverMatchesARepetition() throws Rejection {
            String hash = bcrypt("2a", "ab");
            assertThat(OpenBSDBCrypt.checkPassword(hash, "ab\0ab".getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
            assertThat(matches("ab\0ab", hash)).isFalse();
        }

        private static String bcrypt(String version, String password) {
            byte[] salt = new byte[16];
            new SecureRandom().nextBytes(salt);
            return OpenBSDBCrypt.generate(version, password.getBytes(StandardCharsets.UTF_8), salt, 4);
        }

        private static final String RFC_7914 = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783";

        private static String base64(String hex) {
            return PhcFields.base64(HexFormat.of().parseHex(hex));
        }
    }

    private boolean matches(String password, String hash) throws Rejection {
        return hashing.matches(password, Optional.of(hash));
    }
}
