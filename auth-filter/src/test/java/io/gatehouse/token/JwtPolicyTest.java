package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtPolicyTest {
    private static final Set<SignatureAlgorithm> ES256 = Set.of(SignatureAlgorithm.ES256);

    private final JwtPolicy policy = JwtPolicy.of(Forge.ISSUER, Forge.AUDIENCE, ES256);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http://issuer.example",
                "HTTP://issuer.example",
                "https://",
                "https:",
                "https:/issuer.example",
                "https://issuer.example?x=1",
                "https://issuer.example#x",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "https://bad host"
            })
    void refusesIssuer(String issuer) {
        assertThatIllegalArgumentException().isThrownBy(() -> JwtPolicy.of(issuer, Forge.AUDIENCE, ES256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example/realms/a",
                "http://localhost:8080",
                "http://127.0.0.1/a",
                "http://[::1]:80",
                "joe",
                "urn:example:issuer"
            })
    void acceptsIssuer(String issuer) {
        assertThat(JwtPolicy.of(issuer, Forge.AUDIENCE, ES256).issuer()).isEqualTo(issuer);
    }

    @Test
    void refusesContradictions() {
        assertThatIllegalArgumentException().isThrownBy(() -> JwtPolicy.of(Forge.ISSUER, " ", ES256));
        assertThatIllegalArgumentException().isThrownBy(() -> JwtPolicy.of(Forge.ISSUER, Forge.AUDIENCE, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtPolicy.of(
                        Forge.ISSUER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.HS256, SignatureAlgorithm.RS256)))
                .withMessageContaining("not mixed");
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withSkew(Duration.ofSeconds(301)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withSkew(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withMaxTokenLength(16385));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withMaxTokenLength(0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withRequiredType(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withRolePaths("groups", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withScopePaths(" "));
    }

    @Test
    void isStrictByDefault() {
        assertThat(policy.skew()).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.requiredType()).contains("at+jwt");
        assertThat(policy.maxTokenLength()).isEqualTo(8192);
        assertThat(policy.localAccounts()).isFalse();
        assertThat(policy.withSkew(Duration.ofMinutes(5)).skew()).isEqualTo(Duration.ofMinutes(5));
    }
}
