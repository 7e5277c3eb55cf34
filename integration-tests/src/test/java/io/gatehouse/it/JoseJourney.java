package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another library verifies our access tokens, knowing the address of our keys only (RFC 9068 section 4). */
interface JoseJourney extends Journey {
    String AUDIENCE = "example-api";

    @Test
    default void publishesPublicKeysOnly() throws IOException {
        Answer answer = client().get("/.well-known/jwks.json").is(200);
        assertThat(answer.mediaType()).isIn("application/json", "application/jwk-set+json");
        assertThat(answer.values("Cache-Control"))
                .singleElement()
                .satisfies(value -> assertThat(value).contains("max-age=").doesNotContain("no-store"));
        assertThat(answer.json()).containsOnlyKeys("keys");
        List<?> keys = (List<?>) answer.json().get("keys");
        assertThat(keys)
                .hasSize(1)
                .allSatisfy(key -> assertThat((Map<?, ?>) key)
                        .extracting(Map::keySet)
                        .isEqualTo(Set.of("kty", "crv", "x", "y", "kid", "alg", "use")));
    }

    @Test
    default void issuesTokensThatAnotherLibraryVerifies() throws Exception {
        long before = Instant.now().getEpochSecond();
        String token = login(GRACE).access();
        JWTClaimsSet claims =
                processor("at+jwt", AUDIENCE, StockTomcat.PUBLIC_URL).process(token, null);

        assertThat(claims.getClaims())
                .containsOnlyKeys(
                        "iss", "sub", "aud", "exp", "iat", "auth_time", "jti", "client_id", "scope", "groups", "sid");
        assertThat(claims.getSubject()).isEqualTo("grace");
        assertThat(claims.getStringListClaim("groups")).containsExactlyInAnyOrder("user", "admin");
        assertThat(List.of(claims.getStringClaim("scope").split(" ", -1)))
                .containsExactlyInAnyOrder("data:read", "orders:read", "orders:write");
        long issuedAt = (Long) claims.toJSONObject().get("iat");
        assertThat(issuedAt).isBetween(before, Instant.now().getEpochSecond());
        assertThat(claims.toJSONObject()).containsEntry("exp", issuedAt + 900).containsEntry("auth_time", issuedAt);
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.getHeader().toJSONObject()).containsOnlyKeys("alg", "kid", "typ");
        assertThat(jwt.getPayload().toString()).doesNotContain("@example.com");
    }

    @Test
    default void issuesTokensThatAnotherLibraryRefusesElsewhere() throws Exception {
        String token = login(ADA).access();
        assertThatThrownBy(
                        () -> processor("JWT", AUDIENCE, StockTomcat.PUBLIC_URL).process(token, null))
                .isInstanceOf(BadJOSEException.class);
        assertThatThrownBy(() -> processor("at+jwt", "another-api", StockTomcat.PUBLIC_URL)
                        .process(token, null))
                .isInstanceOf(BadJOSEException.class);
        assertThatThrownBy(() ->
                        processor("at+jwt", AUDIENCE, "https://another.example").process(token, null))
                .isInstanceOf(BadJOSEException.class);
    }

    private DefaultJWTProcessor<SecurityContext> processor(String type, String audience, String issuer)
            throws IOException {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                        client().uri("/.well-known/jwks.json").toURL())
                .build();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(type)));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", "iat", "sub", "jti")));
        return processor;
    }
}
