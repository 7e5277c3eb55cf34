package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordPolicyTest {
    private static final List<String> PADDINGS = List.of(
            "", "1", "!", "12", "123", "1234", "12345", "123456", "123456789", "1!", "123!", "2020", "2025", "x");

    private final PasswordPolicy policy = PasswordPolicy.standard();

    @Nested
    final class Length {
        @Test
        void isFifteenWhereThePasswordIsTheOnlyFactor() {
            assertThat(refusal("k7#wq zp2m vbx")).contains("Use at least 15 characters.");
            assertThat(refusal("k7#wq zp2m vbxt")).isEmpty();
            assertThat(refusal("")).isNotEmpty();
        }

        @Test
        void isEightBesideASecondFactor() {
            PasswordPolicy relaxed = policy.allowShortPasswordsWithSecondFactor();
            assertThat(relaxed.refuse("k7#wq zp", List.of())).isEmpty();
            assertThat(relaxed.refuse("k7#wq z", List.of())).isPresent();
        }

        @Test
        void isCountedInCodePointsOfTheNormalForm() {
            assertThat(refusal("\ud83e\udd8a\ud83d\udc3b\ud83d\udc3c\ud83d\udc28\ud83d\udc2f\ud83e\udd81\ud83d\udc2e"))
                    .contains("at least");
            assertThat(refusal("e\u0301a\u0300o\u0302u\u0308i\u0308n\u0303c\u0327"))
                    .contains("at least");
        }

        @Test
        void mayBeUpTo1024() {
            assertThat(policy.refuse(distinct(128), List.of())).isEmpty();
            assertThat(policy.refuse(distinct(1024), List.of())).isEmpty();
            assertThat(policy.refuse(distinct(1025), List.of())).contains("Use at most 1024 characters.");
            assertThat(policy.refuse("x".repeat(100_000), List.of())).contains("Use at most 1024 characters.");
        }

        @Test
        void canBeRaisedButNotLowered() {
            assertThat(policy.withMinLength(20).refuse("k7#wq zp2m vbxt", List.of()))
                    .isPresent();
            assertThatThrownBy(() -> policy.withMinLength(14)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> policy.withMinLength(65)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new PasswordPolicy(7, true, Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    final class NoCompositionRules {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "giraffesnibbletallacacias",
                    "tall giraffes nibble acacias",
                    "482915736028417",
                    "\u5c71\u5ddd\u8349\u6728\u65e5\u6708\u661f\u8fb0\u6625\u590f\u79cb\u51ac\u98ce\u82b1\u96ea",
                    "      a       b      c",
                    "correct horse battery staple",
                    ")}@<%;!{(?|\"'>*",
                    "\u0634\u0645\u0633 \u0648\u0642\u0645\u0631 \u0648\u0628\u062d\u0631 \u0648\u0631\u064a\u062d"
                })
        void takes(String password) {
            assertThat(refusal(password)).isEmpty();
        }

        @Test
        void takesFifteenEmoji() {
            StringBuilder emoji = new StringBuilder();
            for (int i = 0; i < 15; i++) {
                emoji.appendCodePoint(0x1f400 + i * 7);
            }
            assertThat(refusal(emoji.toString())).isEmpty();
        }
    }

    @Nested
    final class CommonOnes {
        @Test
        void areRefusedWhateverTheirLengthAbove15() {
            Set<String> common = common(15);
            assertThat(common).hasSizeGreaterThan(3000);
            assertThat(common)
                    .allSatisfy(password -> assertThat(refusal(password)).isNotEmpty());
        }

        @Test
        void areRefusedWhateverTheirLengthAbove8BesideASecondFactor() {
            PasswordPolicy relaxed = policy.allowShortPasswordsWithSecondFactor();
            Set<String> common = common(8);
            assertThat(common).hasSizeGreaterThan(3000);
            assertThat(common)
                    .allSatisfy(password -> assertThat(relaxed.refuse(password, List.of()))
                            .as(password)
                            .isPresent());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "P@ssw0rdP@ssw0rd1",
                    "p@$$w0rd123456789",
                    "123456789012345",
                    "987654321098765",
                    "abcdefghijklmno",
                    "onmlkjihgfedcba",
                    "qwertyuiopasdfgh",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "mnbvcxzlkjhgfdsapoiuytrewq",
                    "1qaz2wsx3edc4rfv",
                    "1q2w3e4r5t6y7u8i",
                    "zaq12wsxcde34rfv",
                    "123qweasdzxc456",
                    "iloveyou123456789",
                    "qwerty1234567890",
                    "letmeinletmein!",
                    "welcomewelcome1",
                    "administrator123",
                    "superman-batman",
                    "aaaaaaabbbbbbbbb",
                    "correcthorsebatterystaple",
                    "thequickbrownfox2024"
                })
        void includeSequencesWalksAndDisguises(String password) {
            assertThat(refusal(password)).contains("common");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "aaaaaaaaaaaaaaa",
                    "\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a"
                            + "\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a\ud83e\udd8a",
                    "passwordpassword",
                    "PasswordPassword",
                    "123456789123456789",
                    "k7#wqk7#wqk7#wq",
                    "k7#wqk7#wqk7#wqk7",
                    "K7#wqk7#WQk7#wQ",
                    "k7#wq zp k7#wq zp ",
                })
        void includeRepetitionsOfWhatIsTooShort(String password) {
            assertThat(refusal(password)).contains("repeats");
        }

        @Test
        void doNotIncludeWhatMerelyContainsOne() {
            assertThat(refusal("my password is about giraffes")).isEmpty();
            assertThat(refusal("k7#wq 123456 zp2m")).isEmpty();
        }

        private static Set<String> common(int minLength) {
            List<String> words = CommonPasswords.load().words();
            List<String> texts = new ArrayList<>(words);
            for (int i = 0; i < words.size(); i++) {
                texts.add(words.get(i) + words.get((i * 31 + 7) % words.size()));
            }
            Set<String> common = new LinkedHashSet<>();
            for (String text : texts) {
                for (String padding : PADDINGS) {
                    String password = text + padding;
                    if (password.codePointCount(0, password.length()) >= minLength) {
                        common.add(password);
                        common.add(password.toUpperCase(Locale.ROOT));
                    }
                }
            }
            return common;
        }
    }

    @Nested
    final class WordsOfTheContext {
        @Test
        void doNotCountTowardsTheLength() {
            PasswordPolicy ours = policy.withContextWords(List.of("ACME", "ab"));
            assertThat(ours.refuse("Acme-portal-2026!", List.of())).isPresent();
            assertThat(ours.refuse("4cm3-portal-2026!", List.of())).isPresent();
            assertThat(ours.refuse("acme acme acme k7#wq zp2m", List.of())).isPresent();
            assertThat(ours.refuse("k7#wq-portal-2026!", List.of())).isEmpty();
            assertThat(ours.refuse("acme: tall giraffes nibble acacias", List.of()))
                    .isEmpty();
            assertThat(ours.refuse("k7#wq zp2m vbxab", List.of())).isEmpty();
        }

        @Test
        void includeWhatIsKnownOfThePerson() {
            List<String> ada = List.of("Ada.Lovelace@Example.com");
            assertThat(policy.refuse("ada.lovelace@example.com", ada)).isPresent();
            assertThat(policy.refuse("Lovelace-k7#wq z", ada)).isPresent();
            assertThat(policy.refuse("LovelaceAda1815!", ada)).isPresent();
            assertThat(policy.refuse("k7#wq zp2m vbxt", ada)).isEmpty();
            assertThat(policy.refuse("tall giraffes of canada", ada)).isEmpty();
        }
    }

    @Test
    void whatIsNotUnicodeIsRefused() {
        assertThat(refusal("k7#wq zp2m vbxt\ud83e")).contains("Unicode");
    }

    private String refusal(String password) {
        return policy.refuse(password, List.of()).orElse("");
    }

    /** Text without repetition or words. */
    private static String distinct(int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.appendCodePoint(0x4e00 + i);
        }
        return out.toString();
    }
}
