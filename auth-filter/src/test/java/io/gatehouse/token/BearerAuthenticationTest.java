package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.RequestProblems;
import io.gatehouse.testkit.RequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bearer tokens in requests (RFC 6750). */
final class BearerAuthenticationTest {
    private final Forge forge = new Forge();
    private final AtomicBoolean revoked = new AtomicBoolean();
    private final AtomicInteger looked = new AtomicInteger();
    private BearerAuthentication bearer = bearer();

    /** Counts how often a token is verified from scratch. */
    private BearerAuthentication bearer() {
        KeySource counting = new KeySource() {
            @Override
            public List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm) {
                looked.incrementAndGet();
                return forge.ring.find(kid, algorithm);
            }

            @Override
            public long version() {
                return forge.ring.version();
            }
        };
        JwtVerifier verifier = JwtVerifier.of(new TrustedIssuer(forge.policy, counting));
        return BearerAuthentication.of(verifier, token -> revoked.get(), forge.clock);
    }

    @Nested
    class Section21Header {
        @ParameterizedTest
        @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
        void ignoresTheCaseOfTheScheme(String scheme) {
            assertThat(identity(header(scheme + " " + forge.good())).subject()).isEqualTo("ada");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer",
                    "Bearer ",
                    "Bearer  T",
                    "Bearer\tT",
                    "Bearer T ",
                    "Bearer T\t",
                    "Bearer T,",
                    "Bearer ,T",
                    "Bearer T T",
                    "Bearer T, Bearer T",
                    "Bearer T extra",
                    "Bearer,T",
                    "Bearer=T",
                    "Bearer:T",
                    " Bearer T",
                    "\tBearer T",
                    "Bearer \"T\"",
                    "Bearer token=T",
                    "Bearer T=",
                    "Bearer T\u00e9"
                })
        void refusesOtherForms(String value) {
            assertThat(code(header(value.replace("T", forge.good())))).isEqualTo("TOKEN_MALFORMED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Basic YTpi", "DPoP T", "BearerX T", "Bearer-Token T", "Bear T", "T", ""})
        void isAbsentForOtherSchemes(String value) {
            AuthRequest request = header(value.replace("T", forge.good()));
            assertThat(bearer.presented(request)).isFalse();
            assertThat(bearer.authenticate(request)).isEqualTo(Outcome.absent());
        }

        @Test
        void isAbsentWithoutHeader() {
            assertThat(bearer.presented(RequestBuilder.get("/").build())).isFalse();
        }

        @Test
        void refusesTooLongTokenUnread() {
            assertThat(code(header("Bearer " + "a".repeat(1_000_000)))).isEqualTo("TOKEN_MALFORMED");
        }
    }

    @Nested
    class Section2OneMethod {
        @Test
        void refusesTwoHeaders() {
            AuthRequest twice = RequestBuilder.get("/")
                    .bearer(forge.good())
                    .bearer(forge.good())
                    .build();
            assertThat(code(twice)).isEqualTo("CREDENTIALS_AMBIGUOUS");
            AuthRequest mixed = RequestBuilder.get("/")
                    .header("Authorization", "Basic YTpi")
                    .bearer(forge.good())
                    .build();
            assertThat(bearer.presented(mixed)).isTrue();
            assertThat(code(mixed)).isEqualTo("CREDENTIALS_AMBIGUOUS");
        }

        @Test
        void refusesTokenInTheQueryWithoutRepeatingIt() {
            AuthRequest request =
                    RequestBuilder.get("/").query("access_token", forge.good()).build();
            assertThat(bearer.presented(request)).isTrue();
            Problem problem = problem(request);
            assertThat(problem.type()).isEqualTo(RequestProblems.REQUEST_MALFORMED);
            assertThat(problem.detail()).contains("Authorization header");
            assertThat(problem.toString()).doesNotContain(forge.good().substring(0, 20));
            AuthRequest both = RequestBuilder.get("/")
                    .bearer(forge.good())
                    .query("access_token", "")
                    .build();
            assertThat(code(both)).isEqualTo("REQUEST_MALFORMED");
        }

        @Test
        void neverReadsATokenFromTheBody() {
            AuthRequest request = RequestBuilder.post("/")
                    .body("application/x-www-form-urlencoded", "access_token=" + forge.good())
                    .build();
            assertThat(bearer.presented(request)).isFalse();
        }
    }

    @Nested
    class Section3Challenge {
        @Test
        void namesNoErrorWithoutCredentials() {
            assertThat(bearer.challenge(Optional.empty())).contains("Bearer realm=\"gatehouse\"");
        }

        @Test
        void namesInvalidTokenForEveryProblemOfTokens() {
            String expired = "Bearer realm=\"gatehouse\", error=\"invalid_token\", error_description=\"The access token"
                    + " expired.\"";
            assertThat(challenge(Problem.of(TokenProblems.TOKEN_EXPIRED, "r"))).contains(expired);
            for (var type : List.of(
                    TokenProblems.TOKEN_INVALID,
                    TokenProblems.TOKEN_MALFORMED,
                    TokenProblems.TOKEN_NOT_YET_VALID,
                    TokenProblems.TOKEN_REVOKED)) {
                assertThat(challenge(Problem.of(type, "r")).orElseThrow()).contains("error=\"invalid_token\"");
            }
        }

        @Test
        void namesTheScopesThatLack() {
            Problem problem =
                    Problem.of(RequestProblems.SCOPE_INSUFFICIENT, "r").withScopes(Set.of("b", "a", "x\" y\r\n"));
            assertThat(challenge(problem))
                    .contains("Bearer realm=\"gatehouse\", error=\"insufficient_scope\", scope=\"a b\"");
        }

        @Test
        void namesInvalidRequest() {
            assertThat(challenge(Problem.of(RequestProblems.CREDENTIALS_AMBIGUOUS, "r")))
                    .contains("Bearer realm=\"gatehouse\", error=\"invalid_request\"");
        }

        @Test
        void hasNothingToSayOfRoles() {
            assertThat(challenge(Problem.of(RequestProblems.FORBIDDEN, "r"))).isEmpty();
        }

        @Test
        void repeatsNothingOfTheRequest() {
            Problem problem =
                    Problem.of(TokenProblems.TOKEN_INVALID, "\"\r\nX: y").withDetail("\"\r\nX: y");
            assertThat(challenge(problem).orElseThrow().chars()).allMatch(c -> c >= 0x20 && c < 0x7f);
        }

        private Optional<String> challenge(Problem problem) {
            return bearer.challenge(Optional.of(problem));
        }
    }

    @Nested
    class IdentityOfAToken {
        @Test
        void belongsToItsIssuer() {
            Identity identity = identity(forge.good());
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
            assertThat(identity(token).loginId()).isEmpty();
            forge.policy = forge.policy.allowLocalAccounts();
            bearer = bearer();
            assertThat(identity(token).loginId()).contains("login1");
            assertThat(identity(token).accountId()).contains("ada");
        }

        @Test
        void prefersTheTimeOfTheSignIn() {
            Instant signIn = forge.clock.instant().minusSeconds(1000);
            assertThat(identity(forge.token(forge.claims("auth_time", signIn.getEpochSecond())))
                            .authenticatedAt())
                    .isEqualTo(signIn);
            assertThat(identity(forge.token(forge.without("iat"))).authenticatedAt())
                    .isEqualTo(Instant.EPOCH);
        }

        @Test
        void findsRolesAndScopesByPath() {
            forge.policy = forge.policy
                    .withRolePaths("realm_access.roles", "https://app.example/roles", "role", "a.b.c")
                    .withScopePaths("scp");
            bearer = bearer();
            Map<String, Object> claims = forge.claims("realm_access", Map.of("roles", List.of("admin")));
            claims.put("https://app.example/roles", List.of("auditor"));
            claims.put("role", "single role");
            claims.put("a", Map.of("b", List.of("no object")));
            claims.put("scp", List.of("x", "y"));
            Identity identity = identity(forge.token(claims));
            assertThat(identity.roles()).containsExactlyInAnyOrder("admin", "auditor", "single role");
            assertThat(identity.scopes()).containsExactlyInAnyOrder("x", "y");
        }

        @Test
        void hasNoRolesWithoutTheClaim() {
            assertThat(identity(forge.token(forge.without("groups"))).roles()).isEmpty();
            assertThat(identity(forge.token(forge.without("scope"))).scopes()).isEmpty();
        }

        @Test
        void isNoneWhenRolesOrScopesHaveAnotherType() {
            for (Object roles : List.of(1, true, Map.of("admin", true), List.of(1), List.of(List.of("admin")))) {
                assertThat(code(forge.token(forge.claims("groups", roles)))).isEqualTo("TOKEN_INVALID");
            }
            for (Object scopes : List.of(1, Map.of(), List.of("a b"), List.of(""), "a\"b", "a\tb", "a\\b")) {
                assertThat(code(forge.token(forge.claims("scope", scopes)))).isEqualTo("TOKEN_INVALID");
            }
        }
    }

    @Nested
    class Remembering {
        @Test
        void verifiesATokenOnce() {
            String token = forge.good();
            assertThat(identity(token)).isSameAs(identity(token));
            assertThat(looked).hasValue(1);
        }

        @Test
        void remembersNothingOfAnotherToken() {
            String token = forge.good();
            identity(token);
            assertThat(code(token.substring(0, token.length() - 4) + "AAAA")).isEqualTo("TOKEN_INVALID");
            assertThat(code(token.replace('.', 'Ā'))).isEqualTo("TOKEN_MALFORMED");
        }

        @Test
        void remembersNoRefusal() {
            String token = forge.token(forge.claims("nbf", forge.now() + 100));
            assertThat(code(token)).isEqualTo("TOKEN_NOT_YET_VALID");
            forge.clock.advance(Duration.ofSeconds(100));
            identity(token);
        }

        @Test
        void diesWithTheExpiry() {
            String token = forge.token(forge.claims("exp", forge.now() + 10));
            identity(token);
            forge.clock.advance(Duration.ofSeconds(69));
            identity(token);
            assertThat(looked).hasValue(1);
            forge.clock.advance(Duration.ofSeconds(1));
            assertThat(code(token)).isEqualTo("TOKEN_EXPIRED");
            assertThat(looked)
                    .as("refused without another check of the signature")
                    .hasValue(1);
        }

        @Test
        void diesWithTheKey() {
            String token = forge.good();
            identity(token);
            forge.ring.rotate(
                    SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM),
                    forge.clock.instant().plusSeconds(100));
            identity(token);
            forge.ring.remove(forge.key.kid());
            assertThat(code(token)).isEqualTo("TOKEN_INVALID");
        }

        @Test
        void diesWithTheEndOfARetiredKey() {
            String token = forge.good();
            forge.ring.rotate(
                    SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM),
                    forge.clock.instant().plusSeconds(100));
            identity(token);
            forge.clock.advance(Duration.ofSeconds(99));
            identity(token);
            forge.clock.advance(Duration.ofSeconds(1));
            assertThat(code(token)).isEqualTo("TOKEN_INVALID");
        }

        @Test
        void diesWithTheRevocation() {
            String token = forge.good();
            identity(token);
            revoked.set(true);
            assertThat(code(token)).isEqualTo("TOKEN_REVOKED");
            revoked.set(false);
            identity(token);
            assertThat(looked).hasValue(1);
        }

        @Test
        void refusesRevokedTokenAtFirstSight() {
            revoked.set(true);
            assertThat(code(forge.good())).isEqualTo("TOKEN_REVOKED");
        }

        @Test
        void isCheckedFromScratchAfterFiveMinutes() {
            String token = forge.token(forge.claims("exp", forge.now() + 3600));
            identity(token);
            forge.clock.advance(Duration.ofMinutes(5).minusMillis(1));
            identity(token);
            assertThat(looked).hasValue(1);
            forge.clock.advance(Duration.ofMillis(1));
            identity(token);
            assertThat(looked).hasValue(2);
        }

        @Test
        void checksFromScratchWhenTheClockGoesBack() {
            String token = forge.good();
            identity(token);
            forge.clock.advance(Duration.ofSeconds(-61));
            assertThat(code(token)).isEqualTo("TOKEN_NOT_YET_VALID");
        }

        @Test
        void isBoundedAndMayBeSwitchedOff() {
            bearer = bearer.withRememberedTokens(0);
            String token = forge.good();
            identity(token);
            identity(token);
            assertThat(looked).hasValue(2);
            assertThatIllegalArgumentException().isThrownBy(() -> bearer.withRememberedTokens(-1));
        }
    }

    @Test
    void isAnExplicitScheme() {
        assertThat(bearer.scheme()).isEqualTo("bearer");
        assertThat(bearer.carriage()).isEqualTo(Authenticator.Carriage.EXPLICIT);
        assertThat(TokenRevocation.none().isRevoked(null)).isFalse();
    }

    private static AuthRequest header(String value) {
        return RequestBuilder.get("/").header("Authorization", value).build();
    }

    private Identity identity(String token) {
        return identity(header("Bearer " + token));
    }

    private Identity identity(AuthRequest request) {
        Outcome outcome = bearer.authenticate(request);
        assertThat(outcome).isInstanceOf(Outcome.Authenticated.class);
        return ((Outcome.Authenticated) outcome).identity();
    }

    private String code(String token) {
        return code(header("Bearer " + token));
    }

    private String code(AuthRequest request) {
        return problem(request).type().code();
    }

    private Problem problem(AuthRequest request) {
        Outcome outcome = bearer.authenticate(request);
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected) outcome).problem();
    }
}
