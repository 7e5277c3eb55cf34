package io.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ApiKeyTextTest {
    private final SecureRandom random = new SecureRandom();
    private final ApiKeyText key = ApiKeyText.issue("gth", random);

    @Test
    void everyKeyMatchesTheDocumentedExpression() {
        assertThat(ApiKeyText.expression("gth")).isEqualTo("gth_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}");
        for (int i = 0; i < 1000; i++) {
            assertThat(ApiKeyText.issue("gth", random).reveal()).matches(ApiKeyText.expression("gth"));
        }
    }

    @Test
    void readsBackWhatItIssued() {
        ApiKeyText parsed = ApiKeyText.parse("gth", key.reveal()).orElseThrow();
        assertThat(parsed.id()).isEqualTo(key.id());
        assertThat(parsed.reveal()).isEqualTo(key.reveal());
        assertThat(parsed.matches(key.hash())).isTrue();
    }

    @Test
    void checksumIsTheCrc32OfAllBeforeItAsANumberInBase62() {
        String text = key.reveal();
        CRC32 crc = new CRC32();
        text.substring(0, text.length() - 6).chars().forEach(crc::update);
        long value = 0;
        for (char c : text.substring(text.length() - 6).toCharArray()) {
            value = value * 62 + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(c);
        }
        assertThat(value).isEqualTo(crc.getValue());
    }

    @Test
    void refusesEveryKeyThatDiffersInOneCharacter() {
        String text = key.reveal();
        for (int i = 0; i < text.length(); i++) {
            for (char c : "0aZ_-. é\0".toCharArray()) {
                String typo = text.substring(0, i) + c + text.substring(i + 1);
                if (!typo.equals(text)) {
                    assertThat(ApiKeyText.parse("gth", typo)).as(typo).isEmpty();
                }
            }
        }
    }

    @Test
    void refusesCharactersThatNoKeyHasThoughTheChecksumFits() {
        String text = key.reveal();
        for (String bad : List.of("%", "\n", "'", "-", ".", "é")) {
            for (int at : List.of(4, 19, 21, 52)) {
                String body = text.substring(0, at) + bad + text.substring(at + 1, text.length() - 6);
                assertThat(ApiKeyText.parse("gth", withChecksum(body))).as(body).isEmpty();
            }
        }
        assertThat(withChecksum(text.substring(0, text.length() - 6))).isEqualTo(text);
    }

    @Test
    void refusesEveryKeyWithTwoNeighboursSwapped() {
        String text = key.reveal();
        for (int i = 0; i + 1 < text.length(); i++) {
            String typo = text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
            if (!typo.equals(text)) {
                assertThat(ApiKeyText.parse("gth", typo)).as(typo).isEmpty();
            }
        }
    }

    @Test
    void refusesEveryOtherLength() {
        String text = key.reveal();
        for (int length = 0; length < text.length(); length++) {
            assertThat(ApiKeyText.parse("gth", text.substring(0, length))).isEmpty();
        }
        assertThat(ApiKeyText.parse("gth", text + "0")).isEmpty();
        assertThat(ApiKeyText.parse("gth", text + "\n")).isEmpty();
    }

    @Test
    void refusesAnotherPrefix() {
        assertThat(ApiKeyText.parse("gtx", key.reveal())).isEmpty();
        assertThat(ApiKeyText.parse("gt", key.reveal())).isEmpty();
        assertThat(ApiKeyText.parse("gth", ApiKeyText.issue("gtx", random).reveal()))
                .isEmpty();
    }

    @Test
    void secretHasAtLeast160BitsDrawnUniformly() {
        assertThat(32 * Math.log(62) / Math.log(2)).isGreaterThan(160);
        Map<Character, Integer> counts = new HashMap<>();
        int drawn = 62 * 2000;
        for (char c : Base62.random(drawn, random).toCharArray()) {
            counts.merge(c, 1, Integer::sum);
        }
        assertThat(counts).hasSize(62);
        // A remainder of a byte by 62 would give eight characters 1.25 times their share; 2000 have a deviation of 45.
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(2000 - 350, 2000 + 350));
    }

    @Test
    void neverRepeatsAnIdOrASecret() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ApiKeyText text = ApiKeyText.issue("gth", random);
            assertThat(seen.add(text.id())).isTrue();
            assertThat(seen.add(text.hash().encoded())).isTrue();
        }
    }

    @Test
    void digestCoversTheSecretOnly() {
        ApiKeyText other = ApiKeyText.issue("gth", random);
        assertThat(other.matches(key.hash())).isFalse();
        assertThat(key.hash().matches(key.reveal().substring(21, 53))).isTrue();
    }

    @Test
    void showsNoPartOfTheSecret() {
        String secret = key.reveal().substring(21);
        assertThat(key.toString()).isEqualTo("gth_" + key.id().substring(0, 4) + "…");
        assertThat(key.start()).isEqualTo("gth_" + key.id().substring(0, 4));
        assertThat(key.toString()).doesNotContain(secret.substring(0, 4));
    }

    private static String withChecksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return body + Base62.encode(crc.getValue(), 6);
    }
}
