package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Identity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an application is told of the caller's name. */
final class IdentityPrincipalTest {
    private final Identity ada = Identity.of("ada", "bearer", Instant.EPOCH);

    @Test
    void isNamedAfterTheAccount() {
        assertThat(new IdentityPrincipal(ada).getName()).isEqualTo("ada");
        assertThat(new IdentityPrincipal(ada)).hasToString("ada");
    }

    @Test
    void ofAForeignIssuerIsNeverNamedLikeAnAccount() {
        Identity foreign = ada.withIssuer("https://idp.example");
        assertThat(new IdentityPrincipal(foreign).getName()).isEqualTo("https://idp.example|ada");
    }

    @Test
    void printsNothingOdd() {
        Identity odd = Identity.of("a\r\nb\u202e\u0000", "bearer", Instant.EPOCH);
        assertThat(new IdentityPrincipal(odd)).hasToString("a??b??");
    }
}
