package io.gatehouse.testkit;

import io.gatehouse.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The keys of a {@link FakeProvider}: RSA, one that signs and any number that are published. Safe for any number of threads. */
public final class FakeKeys {
    private final Map<String, KeyPair> published = new LinkedHashMap<>();
    private KeyPair signing = newPair();
    private String kid = "key-1";
    private boolean kidsShown = true;
    private UnaryOperator<byte[]> signature = UnaryOperator.identity();

    FakeKeys() {
        published.put(kid, signing);
    }

    /**
     * Signs with a new key from now on, and publishes it.
     *
     * @param name its kid
     * @param keepOld whether the keys that were published stay
     */
    public synchronized void rotate(String name, boolean keepOld) {
        if (!keepOld) {
            published.clear();
        }
        signing = newPair();
        kid = name;
        published.put(kid, signing);
    }

    /**
     * Publishes a further key that signs nothing.
     *
     * @param name its kid
     */
    public synchronized void publishAnother(String name) {
        published.put(name, newPair());
    }

    /** Signs with a key that is not published, under the name of the one that is. */
    public synchronized void signWithUnpublishedKey() {
        signing = newPair();
    }

    /** Leaves {@code kid} out of keys and tokens. */
    public synchronized void hideKids() {
        kidsShown = false;
    }

    /**
     * Changes signatures.
     *
     * @param change applied to each signature
     */
    public synchronized void signature(UnaryOperator<byte[]> change) {
        signature = change;
    }

    /**
     * Signs any claims.
     *
     * @param header changes the header
     * @param claims the claims
     * @return a JWT
     */
    public synchronized String sign(Consumer<Map<String, Object>> header, Map<String, Object> claims) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("alg", "RS256");
        members.put("typ", "JWT");
        if (kidsShown) {
            members.put("kid", kid);
        }
        header.accept(members);
        String input = encode(Json.write(members)) + "." + encode(Json.write(claims));
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(signing.getPrivate());
            signer.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encode(signature.apply(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What is published.
     *
     * @return a JSON Web Key set
     */
    public synchronized String published() {
        List<Map<String, Object>> keys = published.entrySet().stream()
                .map(it -> toJwk(it.getKey(), it.getValue()))
                .toList();
        return Json.write(Map.of("keys", keys));
    }

    private Map<String, Object> toJwk(String name, KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kty", "RSA");
        members.put("use", "sig");
        members.put("alg", "RS256");
        members.put("n", encode(unsigned(key.getModulus())));
        members.put("e", encode(unsigned(key.getPublicExponent())));
        if (kidsShown) {
            members.put("kid", name);
        }
        return members;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
