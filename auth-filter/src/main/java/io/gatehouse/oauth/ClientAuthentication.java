package io.gatehouse.oauth;

import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.token.JwtSigner;
import io.gatehouse.token.KeyRing;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How this application proves itself to a provider's token endpoint. Immutable; never shows its secret. */
public final class ClientAuthentication {
    /** How long a signed assertion is good. */
    static final Duration ASSERTION_LIFETIME = Duration.ofSeconds(60);

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final String method;
    private final Supplier<String> secret;
    private final @Nullable JwtSigner signer;

    private ClientAuthentication(String method, Supplier<String> secret, @Nullable JwtSigner signer) {
        this.method = method;
        this.secret = secret;
        this.signer = signer;
    }

    /**
     * A shared secret in the header {@code Authorization} (RFC 6749 section 2.3.1).
     *
     * @param secret the client secret
     * @return the authentication {@code client_secret_basic}
     * @throws IllegalArgumentException if the secret is blank
     */
    public static ClientAuthentication secretBasic(String secret) {
        return new ClientAuthentication("client_secret_basic", fixed(secret), null);
    }

    /**
     * The same with a secret that may change.
     *
     * @param secret asked for each request: does not wait, never gives a blank text
     * @return the authentication {@code client_secret_basic}
     */
    public static ClientAuthentication secretBasic(Supplier<String> secret) {
        return new ClientAuthentication("client_secret_basic", secret, null);
    }

    /**
     * A shared secret in the body (RFC 6749 section 2.3.1). For providers that don't take it in the header.
     *
     * @param secret the client secret
     * @return the authentication {@code client_secret_post}
     * @throws IllegalArgumentException if the secret is blank
     */
    public static ClientAuthentication secretPost(String secret) {
        return new ClientAuthentication("client_secret_post", fixed(secret), null);
    }

    /**
     * The same with a secret that may change.
     *
     * @param secret asked for each request: does not wait, never gives a blank text
     * @return the authentication {@code client_secret_post}
     */
    public static ClientAuthentication secretPost(Supplier<String> secret) {
        return new ClientAuthentication("client_secret_post", secret, null);
    }

    /**
     * An assertion that this application signs (RFC 7523 section 2.2, OpenID Connect Core section 9): for the provider's issuer only, once,
     * for a minute.
     *
     * @param keys signs the assertions; the provider must know its public keys
     * @return the authentication {@code private_key_jwt}
     * @throws IllegalArgumentException if the ring signs with an HMAC key
     */
    public static ClientAuthentication privateKeyJwt(KeyRing keys) {
        JwtSigner signer = new JwtSigner(keys);
        if (signer.algorithm().isHmac()) {
            throw new IllegalArgumentException("private_key_jwt needs a private key, not a shared secret");
        }
        return new ClientAuthentication("private_key_jwt", () -> "", signer);
    }

    /** Proves the client in a request that is being made. */
    void apply(
            HttpRequest.Builder request,
            Map<String, String> form,
            String clientId,
            String issuer,
            Instant now,
            SecureRandom random) {
        if (signer != null) {
            form.put("client_id", clientId);
            form.put("client_assertion_type", JWT_BEARER);
            form.put("client_assertion", signer.sign("JWT", assertion(clientId, issuer, now, random)));
        } else if (method.equals("client_secret_post")) {
            form.put("client_id", clientId);
            form.put("client_secret", secret.get());
        } else {
            // Both parts are form-urlencoded first: an id may contain a colon
            String pair = encode(clientId) + ":" + encode(secret.get());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** RFC 7523 section 3. The audience is the issuer and nothing else: another server could use what names its own address too. */
    private static Map<String, Object> assertion(String clientId, String issuer, Instant now, SecureRandom random) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", issuer);
        claims.put("jti", OpaqueToken.newId(random));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(ASSERTION_LIFETIME).getEpochSecond());
        return claims;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Supplier<String> fixed(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the client secret is blank");
        }
        return () -> secret;
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "ClientAuthentication[" + method + "]";
    }
}
