package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of keys as key servers send them (RFC 7517 section 5). */
final class JwkSetTest {
    private final SigningKey good = SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM);

    @Test
    void leavesOutEntriesThatAreNotUnderstoodWithoutHarmToTheOthers() throws JsonException {
        assertThat(parse(
                        1,
                        "text",
                        List.of(),
                        Map.of(),
                        Map.of("kty", "EC"),
                        Map.of("kty", "NTRU", "kid", "x"),
                        Map.of("kty", "OKP", "crv", "X25519", "x", "AAAA"),
                        entry(),
                        changed("alg", "ES256K"),
                        changed("alg", "ES384"),
                        changed("alg", "RSA-OAEP"),
                        changed("alg", 1),
                        changed("kty", "RSA"),
                        changed("crv", "P-384"),
                        changed("crv", "secp256k1"),
                        changed("crv", 1),
                        changed("kid", 1),
                        changed("kid", ""),
                        changed("kid", "k".repeat(257)),
                        changed("use", "enc"),
                        changed("use", 1),
                        changed("key_ops", List.of("encrypt")),
                        changed("key_ops", List.of("sign")),
                        changed("key_ops", List.of()),
                        changed("key_ops", List.of("verify", "encrypt")),
                        changed("key_ops", List.of("verify", "verify")),
                        changed("key_ops", "verify"),
                        changed("x", "AAAA"),
                        changed("x", ""),
                        changed("x", "not base64url!"),
                        changed("y", members().get("x"))))
                .singleElement()
                .satisfies(key -> assertThat(key.kid()).contains("good"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void refusesEntriesWithSecretMembers(String member) throws JsonException {
        assertThat(parse(changed(member, "AAAA"))).isEmpty();
    }

    @Test
    void refusesSecondSpellingOfACoordinate() throws JsonException {
        byte[] x = Base64Url.decode((String) members().get("x"));
        byte[] longer = new byte[x.length + 1];
        System.arraycopy(x, 0, longer, 1, x.length);
        assertThat(parse(changed("x", Base64Url.encode(longer)))).isEmpty();
    }

    @Test
    void refusesSymmetricEntries() throws JsonException {
        String secret = Base64Url.encode(new byte[32]);
        assertThat(parse(Map.of("kty", "oct", "alg", "HS256", "k", secret, "kid", "x")))
                .isEmpty();
    }

    @Test
    void refusesWeakKeys() throws Exception {
        assertThat(parse(rsa(1024, null))).isEmpty();
        assertThat(parse(rsa(2048, "AQ"))).isEmpty();
        assertThat(parse(rsa(2048, null))).hasSize(1);
    }

    @Test
    void takesNoneOfTwoKeysWithOneNameAndAlgorithm() throws JsonException {
        Map<String, Object> other = entryOf(SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM), "good");
        Map<String, Object> third = entryOf(SigningKey.generate(SignatureAlgorithm.ES256, Forge.RANDOM), "third");
        assertThat(parse(entry(), other, third))
                .singleElement()
                .satisfies(key -> assertThat(key.kid()).contains("third"));
        assertThat(parse(entry(), entry())).isEmpty();
    }

    @Test
    void tellsKeysOfOneNameApartByAlgorithm() throws JsonException {
        Map<String, Object> other = entryOf(SigningKey.generate(SignatureAlgorithm.EDDSA, Forge.RANDOM), "good");
        JwkSet set = JwkSet.of(parse(entry(), other));
        assertThat(set.find(Optional.of("good"), SignatureAlgorithm.ES256)).hasSize(1);
        assertThat(set.find(Optional.of("good"), SignatureAlgorithm.EDDSA)).hasSize(1);
        assertThat(set.find(Optional.of("good"), SignatureAlgorithm.RS256)).isEmpty();
        assertThat(set.find(Optional.of("other"), SignatureAlgorithm.ES256)).isEmpty();
        assertThat(set.find(Optional.empty(), SignatureAlgorithm.ES256)).hasSize(1);
    }

    @Test
    void givesKeysWithoutAlgorithmTheUsualOne() throws Exception {
        Map<String, Object> entry = rsa(2048, null);
        entry.remove("alg");
        assertThat(parse(entry))
                .singleElement()
                .satisfies(key -> assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.RS256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":null}",
                "{\"keys\":[],\"keys\":[]}",
                "<html>",
                "{\"keys\":[]}x"
            })
    void refusesWhatIsNoSet(String text) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> JwkSet.parseRemote(Forge.bytes(text)));
    }

    @Test
    void boundsTheNumberOfEntries() throws JsonException {
        List<Object> entries = new ArrayList<>(Collections.nCopies(99, Map.of()));
        entries.add(entry());
        assertThat(parse(entries.toArray())).hasSize(1);
        entries.add(Map.of());
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> parse(entries.toArray()));
    }

    private static List<VerificationKey> parse(Object... entries) throws JsonException {
        return JwkSet.parseRemote(Forge.bytes(Json.write(Map.of("keys", List.of(entries)))))
                .keys();
    }

    private Map<String, Object> members() {
        return Jwk.publicMembers(good.verificationKey());
    }

    private Map<String, Object> entry() {
        return entryOf(good, "good");
    }

    private Map<String, Object> changed(String name, Object value) {
        Map<String, Object> entry = entryOf(good, "bad");
        entry.put(name, value);
        return entry;
    }

    private static Map<String, Object> entryOf(SigningKey key, String kid) {
        Map<String, Object> entry = new LinkedHashMap<>(Jwk.publicMembers(key.verificationKey()));
        entry.put("kid", kid);
        entry.put("alg", key.algorithm().joseName());
        entry.put("use", "sig");
        entry.put("key_ops", List.of("verify"));
        return entry;
    }

    private static Map<String, Object> rsa(int bits, String exponent) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kty", "RSA");
        entry.put("alg", "RS256");
        entry.put("n", Base64Url.encode(key.getModulus().toByteArray()));
        entry.put("e", exponent == null ? "AQAB" : exponent);
        return entry;
    }
}
