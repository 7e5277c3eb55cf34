package io.gatehouse.benchmarks;

import io.gatehouse.json.Json;
import io.gatehouse.token.JwtPolicy;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeySource;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TrustedIssuer;
import io.gatehouse.token.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Issues access tokens as {@code TokenLogin} does, by a new key. */
final class SampleIssuer implements KeySource {
    private static final String ISSUER = "https://app.example";
    private static final String AUDIENCE = "sample-api";

    private final SignatureAlgorithm algorithm;
    private final KeyPair pair;
    private final List<VerificationKey> keys;

    SampleIssuer(SignatureAlgorithm algorithm) {
        this.algorithm = algorithm;
        pair = generate(algorithm);
        keys = List.of(VerificationKey.of(algorithm, pair.getPublic()).withKid("k1"));
    }

    JwtVerifier verifier() {
        JwtPolicy policy = JwtPolicy.of(ISSUER, AUDIENCE, Set.of(algorithm)).allowLocalAccounts();
        return JwtVerifier.of(new TrustedIssuer(policy, this));
    }

    KeyPair pair() {
        return pair;
    }

    String issue(String loginId) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", "ada");
        claims.put("aud", AUDIENCE);
        claims.put("exp", now + 3600);
        claims.put("iat", now);
        claims.put("auth_time", now);
        claims.put("jti", "AAECAwQFBgcICQoLDA0ODw");
        claims.put("client_id", "web");
        claims.put("scope", "orders:read orders:write");
        claims.put("groups", List.of("user"));
        claims.put("sid", loginId);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm.joseName());
        jws.setKeyIdHeaderValue("k1");
        jws.setHeader("typ", JwtPolicy.ACCESS_TOKEN_TYPE);
        jws.setPayload(Json.write(claims));
        jws.setKey(pair.getPrivate());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("can't sign", e);
        }
    }

    @Override
    public List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm wanted) {
        return keys;
    }

    @Override
    public long version() {
        return 0;
    }

    private static KeyPair generate(SignatureAlgorithm algorithm) {
        boolean ec = algorithm == SignatureAlgorithm.ES256;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ec ? "EC" : "RSA");
            generator.initialize(ec ? 256 : 2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has EC and RSA", e);
        }
    }
}
