package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import io.gatehouse.testkit.MutableClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes tokens of any shape, good and bad, and shows them to a verifier. */
final class Forge {
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "https://orders.example";
    static final SecureRandom RANDOM = new SecureRandom();

    final MutableClock clock = MutableClock.create();
    final SigningKey key;
    final KeyRing ring;
    JwtPolicy policy;

    Forge() {
        this(SignatureAlgorithm.ES256);
    }

    Forge(SignatureAlgorithm algorithm) {
        this(SigningKey.generate(algorithm, RANDOM));
    }

    Forge(SigningKey key) {
        this.key = key;
        ring = KeyRing.of(key, clock);
        policy = JwtPolicy.of(ISSUER, AUDIENCE, Set.of(key.algorithm()));
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    JwtVerifier verifier() {
        return JwtVerifier.of(new TrustedIssuer(policy, ring));
    }

    Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", "ada");
        claims.put("aud", AUDIENCE);
        claims.put("exp", now() + 300);
        claims.put("iat", now());
        claims.put("jti", "t1");
        claims.put("groups", List.of("user"));
        claims.put("scope", "orders:read orders:write");
        return claims;
    }

    Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    Map<String, Object> without(String name) {
        Map<String, Object> claims = claims();
        claims.remove(name);
        return claims;
    }

    Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", key.algorithm().joseName());
        header.put("kid", key.kid());
        header.put("typ", "at+jwt");
        return header;
    }

    Map<String, Object> header(String name, Object value) {
        Map<String, Object> header = header();
        header.put(name, value);
        return header;
    }

    String good() {
        return token(claims());
    }

    String token(Map<String, Object> claims) {
        return new JwtSigner(ring).sign("at+jwt", claims);
    }

    String withHeader(Map<String, Object> header) {
        return signed(Json.write(header), Json.write(claims()));
    }

    /** Any header and payload text, with a signature that holds. */
    String signed(String header, String payload) {
        return signed(bytes(header), bytes(payload), key);
    }

    static String signed(byte[] header, byte[] payload, SigningKey key) {
        String input = Base64Url.encode(header) + "." + Base64Url.encode(payload);
        return input + "." + Base64Url.encode(Signatures.ofPlatform().sign(key, bytes(input)));
    }

    VerifiedJwt accepts(String token) throws Rejection {
        return verifier().verify(token, clock.instant());
    }

    /** The code with which the token is refused, and the reason, so that no test passes for another check's sake. */
    String refusal(String token) {
        return refusal(verifier(), token);
    }

    String refusal(JwtVerifier verifier, String token) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> verifier.verify(token, clock.instant()));
        assertThat(rejection).as("accepted").isNotNull();
        return rejection.getMessage();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
