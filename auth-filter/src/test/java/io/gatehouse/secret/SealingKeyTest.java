package io.gatehouse.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application seals for its stores. */
final class SealingKeyTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void opensWhatItSealedForTheSamePurposeOnly() {
        SealingKey key = SealingKey.generate(random);
        SealedText sealed = key.seal("purpose", "text", random);
        assertThat(key.open("purpose", sealed)).contains("text");
        assertThat(key.open("other purpose", sealed)).isEmpty();
        assertThat(SealingKey.generate(random).open("purpose", sealed)).isEmpty();
    }

    @Test
    void isReadFrom32BytesInOneEncoding() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        SealedText sealed = SealingKey.parse(text).seal("purpose", "text", random);
        assertThat(SealingKey.parse(text).open("purpose", sealed)).contains("text");
        for (String wrong :
                List.of("", "a secret phrase", text + "=", text.substring(1), text + "AAAA", "A".repeat(42) + "B")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SealingKey.parse(wrong))
                    .withMessageNotContaining("phrase");
        }
    }

    @Test
    void opensWhatFormerKeysSealedAndSealsByTheNewest() {
        SealingKey first = SealingKey.generate(random);
        SealingKey second = SealingKey.generate(random);
        SealingKey third = SealingKey.generate(random).withFormer(second.withFormer(first));
        assertThat(third.open("purpose", first.seal("purpose", "one", random))).contains("one");
        assertThat(third.open("purpose", second.seal("purpose", "two", random))).contains("two");
        assertThat(second.withFormer(first).open("purpose", third.seal("purpose", "three", random)))
                .isEmpty();
    }

    @Test
    void showsNothing() {
        byte[] bytes = new byte[32];
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertThat(SealingKey.parse(text).toString()).isEqualTo("SealingKey[…]");
    }
}
