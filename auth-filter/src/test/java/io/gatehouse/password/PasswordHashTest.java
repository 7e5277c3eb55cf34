package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading stored hashes: strictly, and nothing of absurd cost. */
final class PasswordHashTest {
    private static final String SALT = "c29tZXNhbHQ";
    private static final String DIGEST = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Nested
    final class PhcStringsOfArgon2id {
        @Test
        void areWrittenAsTheyAreRead() {
            String text = "$argon2id$v=19$m=65536,t=2,p=1$" + SALT + "$" + DIGEST;
            assertThat(Argon2Hash.parse(text)).map(Argon2Hash::encoded).contains(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "m=1048577,t=1,p=1",
                    "m=4294967296,t=1,p=1",
                    "m=2147483647,t=1,p=1",
                    "m=1048576,t=5,p=1",
                    "m=8,t=999999999,p=1",
                    "m=19456,t=0,p=1",
                    "m=19456,t=2,p=0",
                    "m=19456,t=2,p=17",
                    "m=7,t=2,p=1",
                    "m=15,t=2,p=2",
                    "m=0,t=2,p=1",
                    "m=-1,t=2,p=1"
                })
        void areRefusedWithHostileCostsBeforeTheNativeCall(String cost) {
            assertNotRead("$argon2id$v=19$" + cost + "$" + SALT + "$" + DIGEST);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "m=019456,t=2,p=1",
                    "m=+19456,t=2,p=1",
                    "m= 19456,t=2,p=1",
                    "m=19456,t=2",
                    "t=2,m=19456,p=1",
                    "m=19456,t=2,p=1,",
                    "m=19456,t=2,p=1,keyid=AA",
                    "m=19456,t=2,p=1,p=1",
                    "m=19456;t=2;p=1",
                    "m=1９456,t=2,p=1",
                    "m=,t=2,p=1",
                    "M=19456,T=2,P=1",
                    ""
                })
        void areRefusedInAnyOtherSpelling(String cost) {
            assertNotRead("$argon2id$v=19$" + cost + "$" + SALT + "$" + DIGEST);
        }

        @Test
        void areRefusedWithAnotherShape() {
            String cost = "$m=19456,t=2,p=1$";
            assertNotRead("$argon2i$v=19" + cost + SALT + "$" + DIGEST);
            assertNotRead("$argon2d$v=19" + cost + SALT + "$" + DIGEST);
            assertNotRead("$argon2id$v=16" + cost + SALT + "$" + DIGEST);
            assertNotRead("$argon2id" + cost + SALT + "$" + DIGEST);
            assertNotRead("$argon2id$v=19" + cost + SALT);
            assertNotRead("$argon2id$v=19" + cost + SALT + "$" + DIGEST + "$");
            assertNotRead(" $argon2id$v=19" + cost + SALT + "$" + DIGEST);
            assertNotRead("$argon2id$v=19" + cost + SALT + "$" + DIGEST + "\n");
        }

        @Test
        void areRefusedWithSaltOrDigestOfAnotherSizeOrSpelling() {
            String start = "$argon2id$v=19$m=19456,t=2,p=1$";
            assertNotRead(start + base64(7) + "$" + DIGEST);
            assertNotRead(start + base64(65) + "$" + DIGEST);
            assertNotRead(start + "$" + DIGEST);
            assertNotRead(start + SALT + "$" + base64(15));
            assertNotRead(start + SALT + "$" + base64(65));
            assertNotRead(start + SALT + "$" + DIGEST + "=");
            assertNotRead(start + SALT + "$" + DIGEST.replace('R', '-'));
            assertNotRead(start + SALT + "$" + DIGEST.substring(0, DIGEST.length() - 1) + "d");
            assertNotRead(start + SALT + "$" + "A".repeat(100_000));
        }
    }

    @Nested
    final class Pbkdf2 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "$pbkdf2-sha256$5000001$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$pbkdf2-sha256$i=999999999$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$pbkdf2-sha256$0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$pbkdf2-sha256$i=1000,l=31$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$pbkdf2-sha1$1000$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$pbkdf2-sha256$1000$c29tZXNhbHQ$CTFh",
                    "$pbkdf2-sha256$1000$c29tZXNhbHQ",
                    "$pbkdf2-sha256$1000$+29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                    "$pbkdf2-sha256$i=1000$.29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
                })
        void isRefusedWithHostileCostsAndOtherSpellings(String text) {
            assertNotRead(text);
        }
    }

    @Nested
    final class Bcrypt {
        private static final String REST = "CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

        @ParameterizedTest
        @ValueSource(strings = {"$2a$31$", "$2a$17$", "$2a$03$", "$2a$5$", "$2a$+5$", "$2x$05$", "$2$05$", "$2a$005$"})
        void isRefusedWithHostileCostsAndOtherVersions(String start) {
            assertNotRead(start + REST);
        }

        @Test
        void isRefusedWithAnotherShape() {
            assertNotRead("$2a$05$" + REST + "x");
            assertNotRead("$2a$05$" + REST.substring(1));
            assertNotRead("$2a$05$" + REST.replace('9', '+'));
            assertNotRead("$2a$05$" + REST + "$");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "$", "$$$$$", "!", "*", "plain text", "{noop}plain", "$1$salt$digest", "$argon2id$", "$2a$"})
    void nothingElseIsAHash(String text) {
        assertNotRead(text);
    }

    @Test
    void hashesOfAnotherSchemeOrLowerCostAreBelowThePolicy() {
        Argon2Policy policy = new Argon2Policy(20_000, 3, 1);
        assertThat(isBelow("$argon2id$v=19$m=20000,t=3,p=1$" + base64(16) + "$" + DIGEST, policy))
                .isFalse();
        assertThat(isBelow("$argon2id$v=19$m=65536,t=4,p=4$" + base64(16) + "$" + DIGEST, policy))
                .isFalse();
        assertThat(isBelow("$argon2id$v=19$m=19999,t=3,p=1$" + base64(16) + "$" + DIGEST, policy))
                .isTrue();
        assertThat(isBelow("$argon2id$v=19$m=20000,t=2,p=1$" + base64(16) + "$" + DIGEST, policy))
                .isTrue();
        assertThat(isBelow("$argon2id$v=19$m=20000,t=3,p=1$" + base64(8) + "$" + DIGEST, policy))
                .isTrue();
        assertThat(isBelow("$argon2id$v=19$m=20000,t=3,p=1$" + base64(16) + "$" + base64(16), policy))
                .isTrue();
        assertThat(isBelow("$pbkdf2-sha256$29000$c29tZXNhbHQ$" + DIGEST, policy))
                .isTrue();
        assertThat(isBelow("$2a$12$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", policy))
                .isTrue();
    }

    private static boolean isBelow(String text, Argon2Policy policy) {
        return PasswordHash.parse(text).orElseThrow().isBelow(policy);
    }

    /** Neither read nor computed: the password costs one hash at the policy's own cost, and does not match. */
    private static void assertNotRead(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }

    private static String base64(int length) {
        byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
