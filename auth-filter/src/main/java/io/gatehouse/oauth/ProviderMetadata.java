package io.gatehouse.oauth;

import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * Where a provider is asked, and what it promises (RFC 8414 section 2, OpenID Connect Discovery section 3). Read from the provider by its
 * issuer, or fixed for a provider that publishes nothing. Immutable.
 *
 * @param issuer its name, compared character by character
 * @param authorizationEndpoint where browsers are sent
 * @param tokenEndpoint where codes are exchanged
 * @param userInfoEndpoint where the person is asked for, if there is such a place
 * @param jwksUri where its keys are; without them it can issue no ID tokens
 * @param endSessionEndpoint where browsers are sent to sign out, if there is such a place
 * @param introspectionEndpoint where tokens are asked about (RFC 7662), if there is such a place
 * @param namesItself whether every answer to the callback carries {@code iss} (RFC 9207)
 */
public record ProviderMetadata(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        Optional<URI> userInfoEndpoint,
        Optional<URI> jwksUri,
        Optional<URI> endSessionEndpoint,
        Optional<URI> introspectionEndpoint,
        boolean namesItself) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the issuer is blank, or an address is no http or https address or has a fragment (RFC 6749
     *     sections 3.1 and 3.2). Plain http is refused where the metadata is used
     */
    public ProviderMetadata {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("the issuer is blank");
        }
        requireAddress("authorization_endpoint", authorizationEndpoint);
        requireAddress("token_endpoint", tokenEndpoint);
        userInfoEndpoint.ifPresent(uri -> requireAddress("userinfo_endpoint", uri));
        jwksUri.ifPresent(uri -> requireAddress("jwks_uri", uri));
        endSessionEndpoint.ifPresent(uri -> requireAddress("end_session_endpoint", uri));
        introspectionEndpoint.ifPresent(uri -> requireAddress("introspection_endpoint", uri));
    }

    /**
     * A provider of plain OAuth 2.0 with an API that tells who signed in.
     *
     * @param issuer its name, which people are known under together with their subject; never change it
     * @param authorizationEndpoint where browsers are sent
     * @param tokenEndpoint where codes are exchanged
     * @param userApi where the person is asked for
     * @return the metadata
     */
    public static ProviderMetadata of(String issuer, URI authorizationEndpoint, URI tokenEndpoint, URI userApi) {
        return new ProviderMetadata(
                issuer,
                authorizationEndpoint,
                tokenEndpoint,
                Optional.of(userApi),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Reads what a provider publishes. */
    static ProviderMetadata parse(JsonObject json, String expectedIssuer) throws JsonException {
        String issuer = required(json, "issuer");
        // OpenID Connect Discovery section 4.3, RFC 8414 section 3.3: identical, or somebody speaks for somebody else
        if (!issuer.equals(expectedIssuer)) {
            throw new JsonException("its issuer is not " + expectedIssuer);
        }
        try {
            return new ProviderMetadata(
                    issuer,
                    URI.create(required(json, "authorization_endpoint")),
                    URI.create(required(json, "token_endpoint")),
                    json.string("userinfo_endpoint").map(URI::create),
                    Optional.of(URI.create(required(json, "jwks_uri"))),
                    json.string("end_session_endpoint").map(URI::create),
                    json.string("introspection_endpoint").map(URI::create),
                    json.bool("authorization_response_iss_parameter_supported").orElse(false));
        } catch (IllegalArgumentException e) {
            throw new JsonException("an address in it can't be used");
        }
    }

    /** Whether every address is https, or on this machine if that is allowed. */
    boolean isSafe(boolean httpAllowed) {
        return Https.isSafe(authorizationEndpoint, httpAllowed)
                && Https.isSafe(tokenEndpoint, httpAllowed)
                && userInfoEndpoint.stream().allMatch(uri -> Https.isSafe(uri, httpAllowed))
                && jwksUri.stream().allMatch(uri -> Https.isSafe(uri, httpAllowed))
                && endSessionEndpoint.stream().allMatch(uri -> Https.isSafe(uri, httpAllowed))
                && introspectionEndpoint.stream().allMatch(uri -> Https.isSafe(uri, httpAllowed));
    }

    private static String required(JsonObject json, String name) throws JsonException {
        return json.string(name).orElseThrow(() -> new JsonException(name + " is missing"));
    }

    private static void requireAddress(String name, URI uri) {
        if (!Https.isSafe(uri, true) || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(name + " is no address that can be used");
        }
    }
}
