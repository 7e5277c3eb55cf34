package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Reply;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.oauth.ClientAuthentication;
import io.gatehouse.oauth.OAuthLogin;
import io.gatehouse.oauth.OAuthProvider;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.IntrospectedIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A resource server that asks Keycloak about every token, and remembers no answer. */
final class OpaqueTokens {
    private final BearerAuthentication bearer;

    OpaqueTokens(String issuer, String clientId, String secret, String audience) {
        OAuthProvider provider = OAuthProvider.oidc(
                        "oidc", "Keycloak", issuer, clientId, ClientAuthentication.secretBasic(secret))
                .insecureAllowHttp();
        OAuthLogin login = OAuthLogin.of(
                URI.create("https://app.example"),
                person -> Optional.empty(),
                new MemoryPendingLoginStore(),
                (account, request) -> Reply.noContent(),
                provider);
        IntrospectedIssuer asked = login.introspectedIssuer("oidc", audience);
        bearer = BearerAuthentication.introspecting(
                new IntrospectedIssuer(
                        asked.policy().withRolePaths("realm_access.roles").withKeptFor(Duration.ZERO), asked.server()),
                Clock.systemUTC());
    }

    Identity identity(String token) {
        Outcome outcome = ask(token);
        assertThat(outcome).isInstanceOf(Outcome.Authenticated.class);
        return ((Outcome.Authenticated) outcome).identity();
    }

    String reason(String token) {
        Outcome outcome = ask(token);
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected) outcome).problem().reason();
    }

    Outcome ask(String token) {
        return bearer.authenticate(RequestBuilder.get("/").bearer(token).build());
    }
}
