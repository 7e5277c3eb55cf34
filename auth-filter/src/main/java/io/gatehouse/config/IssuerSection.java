package io.gatehouse.config;

import io.gatehouse.token.JwtPolicy;
import io.gatehouse.token.KeySource;
import io.gatehouse.token.RemoteJwkSet;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TrustedIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Other issuers, whose access tokens are accepted. */
final class IssuerSection {
    private static final String GROUP = "gatehouse.issuers.{name}.";

    static final Key<String> ISSUER = new Key<>(
            GROUP + "issuer",
            ValueType.TEXT,
            "JwtPolicy.of",
            "",
            "The issuer (`iss`) of the tokens, exactly as it writes itself: an https address.");
    static final Key<String> AUDIENCE = new Key<>(
            GROUP + "audience",
            ValueType.TEXT,
            "JwtPolicy.of",
            "",
            "The name of this application in the tokens (`aud`).");
    static final Key<Set<SignatureAlgorithm>> ALGORITHMS = new Key<>(
            GROUP + "algorithms",
            new ValueType<>("list of algorithms", IssuerSection::algorithms),
            "JwtPolicy.of",
            "",
            "What the tokens may be signed by, for instance `RS256`.");
    static final Key<URI> JWKS = new Key<>(
            GROUP + "jwks", ValueType.ADDRESS, "RemoteJwkSet.of", "", "Where the issuer publishes its keys, by https.");
    static final Key<Boolean> HTTP = new Key<>(
            GROUP + "insecure-allow-http",
            ValueType.FLAG,
            "RemoteJwkSet.insecureAllowHttp",
            "false",
            "Fetches keys by plain http from this very machine.");
    static final Key<Duration> SKEW = new Key<>(
            GROUP + "skew",
            ValueType.DURATION,
            "JwtPolicy.withSkew",
            "60s",
            "How far the clocks may differ, at most 5 minutes.");
    static final Key<String> TYPE = new Key<>(
            GROUP + "type",
            ValueType.TEXT,
            "JwtPolicy.withRequiredType",
            "at+jwt",
            "The media type (`typ`) of the tokens.");
    static final Key<Boolean> ANY_TYPE = new Key<>(
            GROUP + "allow-any-type",
            ValueType.FLAG,
            "JwtPolicy.allowAnyType",
            "false",
            "Accepts tokens that are not marked as access tokens.");
    static final Key<List<String>> ROLES = new Key<>(
            GROUP + "role-claims",
            ValueType.LIST,
            "JwtPolicy.withRolePaths",
            "groups",
            "The claims that hold roles; dots lead inwards, as in `realm_access.roles`.");
    static final Key<List<String>> SCOPES = new Key<>(
            GROUP + "scope-claims",
            ValueType.LIST,
            "JwtPolicy.withScopePaths",
            "scope, scp",
            "The claims that hold scopes.");
    static final Key<Long> LENGTH = new Key<>(
            GROUP + "max-token-length",
            ValueType.SIZE,
            "JwtPolicy.withMaxTokenLength",
            "8KiB",
            "The longest token, at most `16KiB`.");
    static final Key<Boolean> LOCAL = new Key<>(
            GROUP + "allow-local-accounts",
            ValueType.FLAG,
            "JwtPolicy.allowLocalAccounts",
            "false",
            "Takes the subjects of the tokens for accounts of this application.");

    private IssuerSection() {}

    static List<Key<?>> keyList() {
        return List.of(ISSUER, AUDIENCE, ALGORITHMS, JWKS, HTTP, SKEW, TYPE, ANY_TYPE, ROLES, SCOPES, LENGTH, LOCAL);
    }

    static List<TrustedIssuer> read(Reading reading, Clock clock) {
        List<TrustedIssuer> issuers = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (String name : reading.names(keyList())) {
            Optional<JwtPolicy> policy = policy(reading, name);
            Optional<KeySource> keys = keys(reading, name, clock);
            policy.ifPresent(it -> {
                String other = names.putIfAbsent(it.issuer(), name);
                if (other != null) {
                    reading.problem(ISSUER, name, "is the same issuer as " + ISSUER.at(other) + ": name it once");
                }
                keys.ifPresent(source -> issuers.add(new TrustedIssuer(it, source)));
            });
        }
        return issuers;
    }

    private static Optional<JwtPolicy> policy(Reading reading, String name) {
        Optional<String> issuer = reading.require(ISSUER, name, "write the issuer exactly as its tokens name it");
        Optional<String> audience = reading.require(
                AUDIENCE, name, "without it, tokens that were made for other applications would be good here");
        Optional<Set<SignatureAlgorithm>> algorithms =
                reading.require(ALGORITHMS, name, "say what its tokens are signed by, for instance RS256");
        boolean anyType = reading.isOn(ANY_TYPE, name);
        if (anyType && reading.has(TYPE, name)) {
            reading.problem(TYPE, name, "contradicts " + ANY_TYPE.at(name) + ": remove one of the two");
        }
        Optional<JwtPolicy> policy = Optional.empty();
        if (issuer.isPresent() && audience.isPresent()) {
            // A fault of the algorithms is theirs; issuer and audience are judged all the same
            Set<SignatureAlgorithm> accepted = algorithms.orElse(EnumSet.of(SignatureAlgorithm.ES256));
            policy = reading.attempt(ISSUER, name, () -> JwtPolicy.of(issuer.get(), audience.get(), accepted));
        }
        JwtPolicy base = policy.orElseGet(
                () -> JwtPolicy.of("https://issuer.invalid", "none", EnumSet.of(SignatureAlgorithm.ES256)));
        base = reading.apply(base, SKEW, name, JwtPolicy::withSkew);
        base = reading.apply(base, TYPE, name, JwtPolicy::withRequiredType);
        base = reading.apply(base, ROLES, name, (it, paths) -> it.withRolePaths(paths.toArray(String[]::new)));
        base = reading.apply(base, SCOPES, name, (it, paths) -> it.withScopePaths(paths.toArray(String[]::new)));
        base = reading.apply(
                base, LENGTH, name, (it, bytes) -> it.withMaxTokenLength((int) Math.min(bytes, Integer.MAX_VALUE)));
        base = anyType ? base.allowAnyType() : base;
        base = reading.isOn(LOCAL, name) ? base.allowLocalAccounts() : base;
        JwtPolicy whole = base;
        return policy.map(it -> whole);
    }

    private static Optional<KeySource> keys(Reading reading, String name, Clock clock) {
        boolean http = reading.isOn(HTTP, name);
        return reading.require(JWKS, name, "say where the issuer publishes its keys")
                .flatMap(uri -> reading.attempt(
                        JWKS,
                        name,
                        () -> http ? RemoteJwkSet.insecureAllowHttp(uri, clock) : RemoteJwkSet.of(uri, clock)));
    }

    private static Set<SignatureAlgorithm> algorithms(String text) {
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (String name : ValueType.list(text)) {
            algorithms.add(algorithm(name));
        }
        if (algorithms.stream().anyMatch(SignatureAlgorithm::isHmac)) {
            throw new WrongValueException(
                    "has an HMAC algorithm, but published keys are public: use those that the issuer signs by, for instance RS256");
        }
        return algorithms;
    }

    static SignatureAlgorithm algorithm(String name) {
        return SignatureAlgorithm.find(name)
                .orElseThrow(() -> new WrongValueException("names \"" + name + "\", which is no algorithm that can be"
                        + " trusted: there are ES256, ES384, ES512, PS256, RS256, EdDSA and their kin"));
    }
}
