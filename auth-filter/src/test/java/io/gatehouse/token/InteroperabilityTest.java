package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.gatehouse.Rejection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An independent JOSE library and this one understand each other. */
final class InteroperabilityTest {
    @ParameterizedTest
    @EnumSource(names = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
    void anotherLibraryVerifiesOurTokensFromOurPublishedKeys(SignatureAlgorithm algorithm) throws Exception {
        Forge forge = new Forge(algorithm);
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(algorithm.joseName()),
                new ImmutableJWKSet<>(JWKSet.parse(forge.ring.publicJwkSet()))));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        JWTClaimsSet claims = processor.process(forge.good(), null);
        assertThat(claims.getSubject()).isEqualTo("ada");
        assertThat(claims.getAudience()).containsExactly(Forge.AUDIENCE);
    }

    @Test
    void anotherLibraryComputesTheSameThumbprint() throws Exception {
        for (SignatureAlgorithm algorithm :
                List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES512, SignatureAlgorithm.EDDSA)) {
            Forge forge = new Forge(algorithm);
            JWK published = JWKSet.parse(forge.ring.publicJwkSet()).getKeys().get(0);
            assertThat(published.computeThumbprint().toString()).isEqualTo(forge.key.kid());
        }
    }

    @Test
    void verifiesTokensOfAnotherLibrary() throws Exception {
        ECKey ec = new ECKeyGenerator(Curve.P_384).keyID("theirs").generate();
        accepts(SignatureAlgorithm.ES384, ec, new ECDSASigner(ec));
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("theirs").generate();
        accepts(SignatureAlgorithm.RS512, rsa, new RSASSASigner(rsa));
        accepts(SignatureAlgorithm.PS256, rsa, new RSASSASigner(rsa));
    }

    private static void accepts(SignatureAlgorithm algorithm, JWK jwk, JWSSigner signer)
            throws JOSEException, Rejection, io.gatehouse.json.JsonException {
        Forge forge = new Forge();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.joseName()))
                .keyID(jwk.getKeyID())
                .type(new JOSEObjectType("at+jwt"))
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(Forge.ISSUER)
                .subject("bob")
                .audience(Forge.AUDIENCE)
                .expirationTime(Date.from(forge.clock.instant().plusSeconds(60)))
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        java.util.Map<String, Object> entry =
                new java.util.LinkedHashMap<>(jwk.toPublicJWK().toJSONObject());
        entry.put("alg", algorithm.joseName());
        JwkSet set =
                JwkSet.parseRemote(Forge.bytes(io.gatehouse.json.Json.write(java.util.Map.of("keys", List.of(entry)))));
        KeySource source = new KeySource() {
            @Override
            public List<VerificationKey> find(java.util.Optional<String> kid, SignatureAlgorithm wanted) {
                return set.find(kid, wanted);
            }

            @Override
            public long version() {
                return 0;
            }
        };
        JwtPolicy policy = JwtPolicy.of(Forge.ISSUER, Forge.AUDIENCE, Set.of(algorithm));
        VerifiedJwt verified =
                JwtVerifier.of(new TrustedIssuer(policy, source)).verify(token.serialize(), forge.clock.instant());
        assertThat(verified.subject()).isEqualTo("bob");
    }
}
