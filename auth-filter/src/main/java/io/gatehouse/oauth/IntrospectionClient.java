package io.gatehouse.oauth;

import io.gatehouse.json.JsonObject;
import io.gatehouse.token.TokenIntrospector;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks an authorization server about opaque tokens (RFC 7662), at a fixed address. For a provider that people sign in with there is {@link
 * OAuthLogin#introspectedIssuer}. A request takes at most 5 s and 256 KiB and follows no redirect. Immutable; safe for any number of threads;
 * never shows its secret.
 */
public final class IntrospectionClient implements TokenIntrospector {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI endpoint;
    private final ClientForm client;
    private final Duration timeout;
    private final IntrospectionRequest request;

    private IntrospectionClient(URI endpoint, ClientForm client, Duration timeout) {
        this.endpoint = endpoint;
        this.client = client;
        this.timeout = timeout;
        request = new IntrospectionRequest(new ProviderHttp(timeout), client);
    }

    /**
     * Asks at an https address.
     *
     * @param issuer the server's issuer; the audience of client assertions
     * @param endpoint its introspection endpoint
     * @param clientId how it knows this application
     * @param authentication how this application proves itself
     * @return what asks
     * @throws IllegalArgumentException if the address is not https, or issuer or client id is blank
     */
    public static IntrospectionClient of(
            String issuer, URI endpoint, String clientId, ClientAuthentication authentication) {
        return of(issuer, endpoint, false, clientId, authentication);
    }

    /**
     * The same by plain http on this very machine, for tests.
     *
     * @param issuer the server's issuer
     * @param endpoint an http address on {@code localhost}, {@code 127.0.0.1} or {@code [::1]}, or an https address
     * @param clientId how the server knows this application
     * @param authentication how this application proves itself
     * @return what asks
     * @throws IllegalArgumentException if the address is neither https nor on this machine, or issuer or client id is blank
     */
    public static IntrospectionClient insecureAllowHttp(
            String issuer, URI endpoint, String clientId, ClientAuthentication authentication) {
        return of(issuer, endpoint, true, clientId, authentication);
    }

    private static IntrospectionClient of(
            String issuer, URI endpoint, boolean httpAllowed, String clientId, ClientAuthentication authentication) {
        if (issuer.isBlank() || clientId.isBlank()) {
            throw new IllegalArgumentException("issuer or client id is blank");
        }
        if (!Https.isSafe(endpoint, httpAllowed)
                || endpoint.getRawFragment() != null
                || endpoint.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the introspection endpoint is no https address: " + endpoint);
        }
        return new IntrospectionClient(
                endpoint,
                new ClientForm(issuer, clientId, authentication, Clock.systemUTC(), new SecureRandom()),
                TIMEOUT);
    }

    /**
     * Sets how long one request may take.
     *
     * @param value up to 30 s; 5 s unless changed
     * @return a changed copy
     * @throws IllegalArgumentException if it is longer, or nothing
     */
    public IntrospectionClient withTimeout(Duration value) {
        return new IntrospectionClient(endpoint, client, ProviderHttp.requireTimeout(value));
    }

    /**
     * Replaces clock and randomness, for tests.
     *
     * @param clock tells the time
     * @param random makes ids of client assertions
     * @return a changed copy
     */
    public IntrospectionClient with(Clock clock, SecureRandom random) {
        return new IntrospectionClient(
                endpoint,
                new ClientForm(client.issuer(), client.clientId(), client.authentication(), clock, random),
                timeout);
    }

    @Override
    public JsonObject introspect(String token) {
        return request.send(endpoint, token);
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "IntrospectionClient[" + endpoint + ", " + client.authentication() + "]";
    }
}
