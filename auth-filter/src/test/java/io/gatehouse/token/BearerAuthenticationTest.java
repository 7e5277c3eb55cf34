package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Authenticator;
import io.gatehouse.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who a bearer token says is calling. */
final class BearerAuthenticationTest {
    private final BearerScene scene = new BearerScene();
    private final Forge forge = scene.forge;

    @Test
    void isAnExplicitScheme() {
        assertThat(scene.bearer.scheme()).isEqualTo("bearer");
        assertThat(scene.bearer.carriage()).isEqualTo(Authenticator.Carriage.EXPLICIT);
        assertThat(TokenRevocation.none().isRevoked(null)).isFalse();
    }

    @Nested
    class IdentityOfAToken {
        @Test
        void belongsToItsIssuer() {
            Identity identity = scene.identity(forge.good());
            assertThat(identity.issuer()).contains(Forge.ISSUER);
            assertThat(identity.accountId()).isEmpty();
            assertThat(identity.scheme()).isEqualTo("bearer");
            assertThat(identity.roles()).containsExactly("user");
            assertThat(identity.scopes()).containsExactlyInAnyOrder("orders:read", "orders:write");
            assertThat(identity.authenticatedAt()).isEqualTo(forge.clock.instant());
            assertThat(identity.expiresAt()).contains(forge.clock.instant().plusSeconds(300));
            assertThat(identity.attributes()).containsEntry("jti", "t1");
        }

        @Test
        void neverIsALoginOfThisApplicationUnlessThePolicySaysSo() {
            String token = forge.token(forge.claims("sid", "login1"));
            assertThat(scene.identity(token).loginId()).isEmpty();
            scene.use(forge.policy.allowLocalAccounts());
            assertThat(scene.identity(token).loginId()).contains("login1");
            assertThat(scene.identity(token).accountId()).contains("ada");
        }

        @Test
        void prefersTheTimeOfTheSignIn() {
            Instant signIn = forge.clock.instant().minusSeconds(1000);
            assertThat(scene.identity(forge.token(forge.claims("auth_time", signIn.getEpochSecond())))
                            .authenticatedAt())
                    .isEqualTo(signIn);
            assertThat(scene.identity(forge.token(forge.without("iat"))).authenticatedAt())
                    .isEqualTo(Instant.EPOCH);
        }

        @Test
        void findsRolesAndScopesByPath() {
            scene.use(forge.policy
                    .withRolePaths("realm_access.roles", "https://app.example/roles", "role", "a.b.c")
                    .withScopePaths("scp"));
            Map<String, Object> claims = forge.claims("realm_access", Map.of("roles", List.of("admin")));
            claims.put("https://app.example/roles", List.of("auditor"));
            claims.put("role", "single role");
            claims.put("a", Map.of("b", List.of("no object")));
            claims.put("scp", List.of("x", "y"));
            Identity identity = scene.identity(forge.token(claims));
            assertThat(identity.roles()).containsExactlyInAnyOrder("admin", "auditor", "single role");
            assertThat(identity.scopes()).containsExactlyInAnyOrder("x", "y");
        }

        @Test
        void hasNoRolesWithoutTheClaim() {
            assertThat(scene.identity(forge.token(forge.without("groups"))).roles())
                    .isEmpty();
            assertThat(scene.identity(forge.token(forge.without("scope"))).scopes())
                    .isEmpty();
        }

        @Test
        void isNoneWhenRolesOrScopesHaveAnotherType() {
            for (Object roles : List.of(1, true, Map.of("admin", true), List.of(1), List.of(List.of("admin")))) {
                assertThat(scene.code(forge.token(forge.claims("groups", roles))))
                        .isEqualTo("TOKEN_INVALID");
            }
            for (Object scopes : List.of(1, Map.of(), List.of("a b"), List.of(""), "a\"b", "a\tb", "a\\b")) {
                assertThat(scene.code(forge.token(forge.claims("scope", scopes))))
                        .isEqualTo("TOKEN_INVALID");
            }
        }
    }
}
