package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.login.LiveLogin;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is written down of a login's use. */
final class RefreshFamilyTest {
    @Test
    void saysWhenAndFromWhere() {
        RefreshFamily.Seen seen = RefreshFamily.Seen.of(
                RequestBuilder.get("/").from("203.0.113.9").build(), Instant.EPOCH);
        assertThat(seen.at()).isEqualTo(Instant.EPOCH);
        assertThat(seen.address()).isEqualTo("203.0.113.9");
        assertThat(seen.userAgent()).isEmpty();
    }

    @Test
    void cutsLongUserAgents() {
        assertThat(userAgent("x".repeat(10_000))).isEqualTo("x".repeat(LiveLogin.MAX_USER_AGENT));
    }

    @Test
    void keepsNothingOfAUserAgentButPrintableAscii() {
        assertThat(userAgent("curl/8 ~ \r\n\u001b\u007f\u00e9\u202e")).isEqualTo("curl/8 ~ ??????");
    }

    private static String userAgent(String text) {
        return RefreshFamily.Seen.of(
                        RequestBuilder.get("/").header("User-Agent", text).build(), Instant.EPOCH)
                .userAgent()
                .orElseThrow();
    }
}
