package io.gatehouse.config;

import io.gatehouse.oauth.ClientAuthentication;
import io.gatehouse.oauth.IntrospectionClient;
import io.gatehouse.token.IntrospectedIssuer;
import io.gatehouse.token.IntrospectionPolicy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An issuer of opaque tokens, which is asked about each (RFC 7662). */
final class IntrospectionSection {
    private static final String GROUP = "gatehouse.introspection.";

    static final Key<String> ISSUER = new Key<>(
            GROUP + "issuer",
            ValueType.TEXT,
            "IntrospectionPolicy.of,BearerAuthentication.withIntrospection",
            "",
            "Switches on opaque tokens: their issuer, an https address, which is asked about each.");
    static final Key<String> AUDIENCE = new Key<>(
            GROUP + "audience",
            ValueType.TEXT,
            "IntrospectionPolicy.of",
            "",
            "The name of this application in the issuer's answers.");
    static final Key<URI> ENDPOINT = new Key<>(
            GROUP + "endpoint",
            ValueType.ADDRESS,
            "IntrospectionClient.of",
            "",
            "Where the issuer is asked, by https.");
    static final Key<String> CLIENT_ID = new Key<>(
            GROUP + "client-id",
            ValueType.TEXT,
            "IntrospectionClient.of",
            "",
            "How the issuer knows this application.");
    static final Key<SecretReference> CLIENT_SECRET = new Key<>(
            GROUP + "client-secret",
            ValueType.SECRET,
            "IntrospectionClient.of",
            "",
            "Where the client secret is. A file is read again.");
    static final Key<Boolean> HTTP = new Key<>(
            GROUP + "insecure-allow-http",
            ValueType.FLAG,
            "IntrospectionClient.insecureAllowHttp",
            "false",
            "Asks by plain http on this very machine.");
    static final Key<Duration> TIMEOUT = new Key<>(
            GROUP + "timeout",
            ValueType.DURATION,
            "IntrospectionClient.withTimeout",
            "5s",
            "How long a question may take, at most 30 seconds.");
    static final Key<Duration> SKEW = new Key<>(
            GROUP + "skew",
            ValueType.DURATION,
            "IntrospectionPolicy.withSkew",
            "60s",
            "How far the clocks may differ, at most 5 minutes.");
    static final Key<List<String>> ROLES = new Key<>(
            GROUP + "role-claims", ValueType.LIST, "IntrospectionPolicy.withRolePaths", "groups", "What holds roles.");
    static final Key<List<String>> SCOPES = new Key<>(
            GROUP + "scope-claims",
            ValueType.LIST,
            "IntrospectionPolicy.withScopePaths",
            "scope, scp",
            "What holds scopes.");
    static final Key<Long> LENGTH = new Key<>(
            GROUP + "max-token-length",
            ValueType.SIZE,
            "IntrospectionPolicy.withMaxTokenLength",
            "8KiB",
            "The longest token, at most `16KiB`.");
    static final Key<Duration> KEPT_FOR = new Key<>(
            GROUP + "kept-for",
            ValueType.DURATION,
            "IntrospectionPolicy.withKeptFor",
            "30s",
            "How long an answer is believed, at most 1 minute.");
    static final Key<Boolean> ANY_AUDIENCE = new Key<>(
            GROUP + "allow-any-audience",
            ValueType.FLAG,
            "IntrospectionPolicy.allowAnyAudience",
            "false",
            "Accepts tokens that were made for other applications.");

    private IntrospectionSection() {}

    static List<Key<?>> keyList() {
        return List.of(
                ISSUER,
                AUDIENCE,
                ENDPOINT,
                CLIENT_ID,
                CLIENT_SECRET,
                HTTP,
                TIMEOUT,
                SKEW,
                ROLES,
                SCOPES,
                LENGTH,
                KEPT_FOR,
                ANY_AUDIENCE);
    }

    static Optional<IntrospectedIssuer> read(Reading reading, Clock clock) {
        if (!reading.hasAny(keyList())) {
            return Optional.empty();
        }
        Optional<String> issuer = reading.require(ISSUER, "write the issuer of the tokens, an https address");
        boolean anyAudience = reading.isOn(ANY_AUDIENCE);
        if (anyAudience && reading.has(AUDIENCE)) {
            reading.problem(AUDIENCE, "contradicts " + ANY_AUDIENCE.name() + ": remove one of the two");
        }
        Optional<String> audience = anyAudience
                ? Optional.of(reading.find(AUDIENCE).orElse("any"))
                : reading.require(
                        AUDIENCE, "without it, tokens that were made for other applications would be good here");
        IntrospectionPolicy policy = issuer.flatMap(name ->
                        audience.flatMap(aud -> reading.attempt(ISSUER, "", () -> IntrospectionPolicy.of(name, aud))))
                .orElseGet(() -> IntrospectionPolicy.of("https://issuer.invalid", "none"));
        policy = reading.apply(policy, SKEW, IntrospectionPolicy::withSkew);
        policy = reading.apply(policy, ROLES, (it, paths) -> it.withRolePaths(paths.toArray(String[]::new)));
        policy = reading.apply(policy, SCOPES, (it, paths) -> it.withScopePaths(paths.toArray(String[]::new)));
        policy = reading.apply(
                policy, LENGTH, (it, bytes) -> it.withMaxTokenLength((int) Math.min(bytes, Integer.MAX_VALUE)));
        policy = reading.apply(policy, KEPT_FOR, IntrospectionPolicy::withKeptFor);
        IntrospectionPolicy whole = anyAudience ? policy.allowAnyAudience() : policy;
        return client(reading, whole.issuer(), clock).map(it -> new IntrospectedIssuer(whole, it));
    }

    private static Optional<IntrospectionClient> client(Reading reading, String issuer, Clock clock) {
        Optional<URI> endpoint = reading.require(ENDPOINT, "say where the issuer is asked about tokens");
        Optional<String> id = reading.require(CLIENT_ID, "write what the issuer has registered this application as");
        Optional<Supplier<String>> secret = SecretSection.clientSecret(reading, CLIENT_SECRET, "", clock);
        boolean http = reading.isOn(HTTP);
        Optional<Duration> timeout = reading.find(TIMEOUT);
        if (endpoint.isEmpty() || id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        ClientAuthentication proof = ClientAuthentication.secretBasic(secret.get());
        return reading.attempt(
                        ENDPOINT,
                        "",
                        () -> http
                                ? IntrospectionClient.insecureAllowHttp(issuer, endpoint.get(), id.get(), proof)
                                : IntrospectionClient.of(issuer, endpoint.get(), id.get(), proof))
                .map(it -> it.with(clock, new SecureRandom()))
                .map(it -> timeout.isPresent() ? reading.apply(it, TIMEOUT, IntrospectionClient::withTimeout) : it);
    }
}
