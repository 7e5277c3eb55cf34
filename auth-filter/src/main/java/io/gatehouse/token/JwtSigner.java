package io.gatehouse.token;

import io.gatehouse.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs tokens with a key ring's signing key. Safe for any number of threads. */
public final class JwtSigner {
    private final KeyRing keys;
    private final Signatures signatures = Signatures.ofFastest();

    /**
     * Signs with whatever key the ring signs with at the moment.
     *
     * @param keys the keys
     */
    public JwtSigner(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * What it signs by at the moment.
     *
     * @return the algorithm
     */
    public SignatureAlgorithm algorithm() {
        return keys.signing().algorithm();
    }

    /**
     * Signs a token; its header has {@code alg}, {@code kid} and {@code typ}.
     *
     * @param type the {@code typ}
     * @param claims what {@link Json#write} takes; times as whole seconds
     * @return the token's text
     */
    public String sign(String type, Map<String, ?> claims) {
        SigningKey key = keys.signing();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", key.algorithm().joseName());
        header.put("kid", key.kid());
        header.put("typ", type);
        String input = encode(header) + "." + encode(claims);
        return input + "." + Base64Url.encode(signatures.sign(key, input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encode(Map<String, ?> json) {
        return Base64Url.encode(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }
}
