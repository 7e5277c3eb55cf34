package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6797, W3C Referrer Policy, and what people ask for. */
final class SecurityHeadersTest {
    private static final String HTTPS = "https://app.example";
    private static final String HSTS = "Strict-Transport-Security";
    private static final SecurityHeaders STANDARD = SecurityHeaders.standard();

    @Test
    void areSafeUnlessSaidOtherwise() {
        assertThat(STANDARD.fields(HTTPS))
                .containsExactly(
                        entry("X-Content-Type-Options", "nosniff"),
                        entry("X-Frame-Options", "DENY"),
                        entry("Referrer-Policy", "strict-origin-when-cross-origin"),
                        entry("X-XSS-Protection", "0"),
                        entry(HSTS, "max-age=31536000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://app.example", "https://localhost", "https://localhost:8443", ""})
    void doNotAskForHttpsWhereItIsNotSpokenOrOnlyTried(String origin) {
        assertThat(STANDARD.fields(origin)).hasSize(4).doesNotContainKey(HSTS);
    }

    @Test
    void askForHttpsOfAHostThatOnlyBeginsLikeLocalhost() {
        assertThat(STANDARD.fields("https://localhost.example")).containsKey(HSTS);
    }

    @Test
    void includeSubdomainsAndPreloadWhenAskedOnly() {
        SecurityHeaders wide = STANDARD.withSubDomains();
        assertThat(wide.fields(HTTPS)).containsEntry(HSTS, "max-age=31536000; includeSubDomains");
        assertThat(wide.withPreload().fields(HTTPS))
                .containsEntry(HSTS, "max-age=31536000; includeSubDomains; preload");
        assertThat(STANDARD.withStrictTransportSecurity(Duration.ofDays(1)).fields(HTTPS))
                .containsEntry(HSTS, "max-age=86400");
        assertThat(STANDARD.insecureOmitStrictTransportSecurity().fields(HTTPS)).doesNotContainKey(HSTS);
    }

    @Test
    void refuseWhatBrowsersWouldNotTake() {
        assertThatIllegalArgumentException().isThrownBy(STANDARD::withPreload).withMessageContaining("subdomains");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withSubDomains()
                        .withStrictTransportSecurity(Duration.ofDays(364))
                        .withPreload())
                .withMessageContaining("year");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withSubDomains().insecureOmitStrictTransportSecurity())
                .withMessageContaining("subdomains");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withStrictTransportSecurity(Duration.ofMillis(999)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withStrictTransportSecurity(Duration.ofDays(732)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unsafe-url", "no-referrer-when-downgrade", "no-referrer, unsafe-url", "NO-REFERRER"})
    void refusePoliciesThatTellPathsToOthers(String policy) {
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withReferrerPolicy(policy));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "default-src 'self'\r\nX: y", "default-src 'sélf'"})
    void refusePoliciesThatAreNoHeader(String policy) {
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withContentSecurityPolicy(policy));
    }

    @Test
    void changeOneByOne() {
        assertThat(STANDARD.withReferrerPolicy("same-origin").fields(HTTPS))
                .containsEntry("Referrer-Policy", "same-origin")
                .hasSize(5);
        assertThat(STANDARD.withContentSecurityPolicy("frame-ancestors 'none'").fields(HTTPS))
                .containsEntry("Content-Security-Policy", "frame-ancestors 'none'");
        assertThat(STANDARD.allowFramingBySameOrigin().fields(HTTPS)).containsEntry("X-Frame-Options", "SAMEORIGIN");
        assertThat(STANDARD.allowFraming().fields(HTTPS)).doesNotContainKey("X-Frame-Options");
        assertThat(SecurityHeaders.insecureNone().fields(HTTPS)).isEmpty();
        assertThat(STANDARD.fields(HTTPS)).hasSize(5);
    }
}
