package io.gatehouse.config;

import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TokenPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of this application.
 *
 * @param policy how they are issued
 * @param keys signs them
 * @param maxRevocations how many ended logins are remembered
 */
record TokenSection(TokenPolicy policy, KeyRing keys, Optional<Integer> maxRevocations) {
    private static final String GROUP = "gatehouse.tokens.";

    static final Key<String> ISSUER = new Key<>(
            GROUP + "issuer",
            ValueType.TEXT,
            "TokenPolicy.of",
            "",
            "Switches on logins by tokens: this application's address, which its tokens name as their issuer.");
    static final Key<String> AUDIENCE =
            new Key<>(GROUP + "audience", ValueType.TEXT, "TokenPolicy.of", "", "The API that the tokens are for.");
    static final Key<SecretReference> KEY = new Key<>(
            GROUP + "key",
            ValueType.SECRET,
            "KeyRing.of,KeyRing.following",
            "",
            "The key that signs: a PEM text with `PRIVATE KEY` and `PUBLIC KEY`, or a JSON Web Key. Of a directory of such files, the last by"
                    + " name that is not new signs, and all others verify. Files are read again: see Rotation.");
    static final Key<SignatureAlgorithm> ALGORITHM = new Key<>(
            GROUP + "algorithm",
            new ValueType<>("algorithm", IssuerSection::algorithm),
            "SigningKey.fromPem",
            "ES256",
            "What a key in PEM signs by. A JSON Web Key says so itself.");
    static final Key<String> CLIENT_ID = new Key<>(
            GROUP + "client-id",
            ValueType.TEXT,
            "TokenPolicy.withClientId",
            "first-party",
            "The `client_id` of the tokens.");
    static final Key<Duration> ACCESS = new Key<>(
            GROUP + "access-lifetime",
            ValueType.DURATION,
            "TokenPolicy.withAccessLifetime",
            "15m",
            "How long an access token lives, at most 1 hour.");
    static final Key<Duration> IDLE = new Key<>(
            GROUP + "refresh-idle",
            ValueType.DURATION,
            "TokenPolicy.withRefreshIdle",
            "7d",
            "How long a refresh token may lie unused.");
    static final Key<Duration> ABSOLUTE = new Key<>(
            GROUP + "refresh-absolute",
            ValueType.DURATION,
            "TokenPolicy.withRefreshAbsolute",
            "30d",
            "How long a login lives, however much it is used, at most 365 days.");
    static final Key<Integer> ROTATIONS = new Key<>(
            GROUP + "max-rotations",
            ValueType.COUNT,
            "TokenPolicy.withMaxRotations",
            "10000",
            "How often a login may be refreshed.");
    static final Key<Duration> RETRY = new Key<>(
            GROUP + "retry-window",
            ValueType.DURATION,
            "TokenPolicy.withRetryWindow",
            "5s",
            "How long a used-up refresh token is answered with its successor once more; `0s` switches that off.");

    static final Key<Integer> REVOCATIONS = new Key<>(
            GROUP + "max-revocations",
            ValueType.COUNT,
            "Revocations.withCapacity",
            String.valueOf(Revocations.DEFAULT_CAPACITY),
            "How many ended logins are remembered, about 150 bytes each, until their tokens have expired.");

    static List<Key<?>> keyList() {
        return List.of(
                ISSUER, AUDIENCE, KEY, ALGORITHM, CLIENT_ID, ACCESS, IDLE, ABSOLUTE, ROTATIONS, RETRY, REVOCATIONS);
    }

    static Optional<TokenSection> read(Reading reading, Clock clock) {
        if (!reading.hasAny(keyList())) {
            return Optional.empty();
        }
        Optional<String> issuer =
                reading.require(ISSUER, "write this application's address, for instance https://shop.example");
        Optional<String> audience =
                reading.require(AUDIENCE, "name the API that the tokens are for, for instance shop-api");
        Optional<KeyRing> ring = ring(reading, clock);
        Optional<TokenPolicy> given = issuer.isEmpty() || audience.isEmpty()
                ? Optional.empty()
                : reading.attempt(ISSUER, "", () -> TokenPolicy.of(issuer.get(), audience.get()));
        TokenPolicy policy = given.orElseGet(() -> TokenPolicy.of("https://issuer.invalid", "none"));
        policy = reading.apply(policy, CLIENT_ID, TokenPolicy::withClientId);
        policy = reading.apply(policy, ABSOLUTE, TokenPolicy::withRefreshAbsolute);
        policy = reading.apply(policy, IDLE, TokenPolicy::withRefreshIdle);
        policy = reading.apply(policy, ACCESS, TokenPolicy::withAccessLifetime);
        policy = reading.apply(policy, ROTATIONS, TokenPolicy::withMaxRotations);
        policy = reading.apply(policy, RETRY, TokenPolicy::withRetryWindow);
        TokenPolicy whole = policy;
        Optional<Integer> most = reading.find(REVOCATIONS);
        if (most.orElse(1) < 1) {
            reading.problem(REVOCATIONS, "can't be used: the capacity is at least 1");
        }
        return given.flatMap(it -> ring.map(keys -> new TokenSection(whole, keys, most)));
    }

    private static Optional<KeyRing> ring(Reading reading, Clock clock) {
        SignatureAlgorithm algorithm = reading.find(ALGORITHM).orElse(SignatureAlgorithm.ES256);
        return SecretSection.keyRing(reading, KEY, algorithm, clock);
    }
}
