package io.gatehouse.token;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A JSON Web Key (RFC 7517, members of RFC 7518 section 6 and RFC 8037 section 2). */
record Jwk(JsonObject json, String keyType, String curve, Optional<String> kid, SignatureAlgorithm algorithm) {
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /** The longest kid; what is longer is no name. */
    static final int MAX_KID = 256;

    static Jwk parse(String text) {
        try {
            return of(Json.parseObject(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException e) {
            throw new IllegalArgumentException("not a JSON Web Key: " + e.getMessage());
        }
    }

    static Jwk of(JsonObject json) {
        try {
            String keyType = json.string("kty").orElseThrow(() -> new IllegalArgumentException("kty is missing"));
            String curve = json.string("crv").orElse("");
            Optional<String> kid = json.string("kid");
            if (kid.isPresent() && (kid.get().isBlank() || kid.get().length() > MAX_KID)) {
                throw new IllegalArgumentException("kid is blank or too long");
            }
            return new Jwk(json, keyType, curve, kid, algorithm(json, keyType, curve));
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** Whether it holds what must never be published. */
    boolean isSecret() {
        return SECRET_MEMBERS.stream().anyMatch(json::has);
    }

    VerificationKey toVerificationKey() {
        requirePurpose("verify");
        VerificationKey key = new VerificationKey(kid, algorithm, verificationKey(), Optional.empty());
        return kid.isPresent() || algorithm.isHmac() ? key : key.withKid(thumbprint(key));
    }

    SigningKey toSigningKey() {
        requirePurpose("sign");
        try {
            Key key = algorithm.isHmac() ? verificationKey() : KeyNumbers.privateKey(this);
            VerificationKey half = new VerificationKey(kid, algorithm, verificationKey(), Optional.empty());
            return SigningKey.of(kid.isPresent() || algorithm.isHmac() ? half : half.withKid(thumbprint(half)), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the members are no private key");
        }
    }

    /** Strictly decoded, since two spellings of one key would be two keys. */
    byte[] bytes(String member) {
        try {
            byte[] bytes = Base64Url.decode(json.string(member).orElse(""));
            if (bytes == null || bytes.length == 0) {
                throw new IllegalArgumentException(member + " is missing or not base64url");
            }
            return bytes;
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    BigInteger number(String member) {
        return new BigInteger(1, bytes(member));
    }

    private Key verificationKey() {
        try {
            return KeyNumbers.verificationKey(this);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the members are no key");
        }
    }

    private static SignatureAlgorithm algorithm(JsonObject json, String keyType, String curve) throws JsonException {
        Optional<String> name = json.string("alg");
        SignatureAlgorithm algorithm = (name.isPresent()
                        ? SignatureAlgorithm.find(name.get())
                        : SignatureAlgorithm.usualFor(keyType, curve))
                .orElseThrow(() -> new IllegalArgumentException("no signature algorithm for this key"));
        if (!algorithm.keyType().equals(keyType) || !algorithm.curve().equals(curve)) {
            throw new IllegalArgumentException("kty or crv does not fit alg");
        }
        return algorithm;
    }

    /** RFC 7517 sections 4.2 and 4.3: use and key_ops are kept to, and must not contradict each other. */
    private void requirePurpose(String operation) {
        try {
            Optional<String> use = json.string("use");
            Optional<List<String>> operations = json.strings("key_ops");
            boolean forSignatures = use.isEmpty() || use.get().equals("sig");
            boolean forThis = operations.isEmpty() || isUsable(operations.get(), operation);
            if (!forSignatures || !forThis) {
                throw new IllegalArgumentException("use or key_ops forbids to " + operation);
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** RFC 7517 section 4.3: no duplicates, no unrelated combinations. */
    private static boolean isUsable(List<String> operations, String wanted) {
        boolean distinct = new HashSet<>(operations).size() == operations.size();
        return distinct
                && operations.contains(wanted)
                && Set.of("sign", "verify").containsAll(operations);
    }

    /** The members of the public key, and no others; those that RFC 7638 section 3.2 takes for the thumbprint. */
    static Map<String, Object> publicMembers(VerificationKey key) {
        Map<String, Object> members = new TreeMap<>();
        members.put("kty", key.algorithm().keyType());
        if (key.key() instanceof RSAPublicKey rsa) {
            members.put("n", Base64Url.encode(unsigned(rsa.getModulus())));
            members.put("e", Base64Url.encode(unsigned(rsa.getPublicExponent())));
        } else if (key.key() instanceof ECPublicKey ec) {
            int length = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
            members.put("crv", key.algorithm().curve());
            members.put("x", Base64Url.encode(fixed(ec.getW().getAffineX(), length)));
            members.put("y", Base64Url.encode(fixed(ec.getW().getAffineY(), length)));
        } else if (key.key() instanceof EdECPublicKey ed) {
            members.put("crv", key.algorithm().curve());
            members.put("x", Base64Url.encode(encodedPoint(ed.getPoint())));
        } else {
            throw new IllegalArgumentException("an HMAC key has no public members");
        }
        return members;
    }

    /** RFC 7638: SHA-256 of the required members in lexical order. Never of a secret, which it would help to guess. */
    static String thumbprint(VerificationKey key) {
        try {
            byte[] json = Json.write(publicMembers(key)).getBytes(StandardCharsets.UTF_8);
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        return fixed(number, (number.bitLength() + 7) / 8);
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[length];
        int kept = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - kept, bytes, length - kept, kept);
        return bytes;
    }

    private static byte[] encodedPoint(EdECPoint point) {
        byte[] big = fixed(point.getY(), 32);
        byte[] little = new byte[32];
        for (int i = 0; i < 32; i++) {
            little[i] = big[31 - i];
        }
        if (point.isXOdd()) {
            little[31] |= (byte) 0x80;
        }
        return little;
    }
}
