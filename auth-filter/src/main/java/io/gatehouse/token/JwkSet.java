package io.gatehouse.token;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some keys of one issuer, findable by name and algorithm. Immutable. */
final class JwkSet {
    /** More entries than any issuer has; each costs some arithmetic to check. */
    static final int MAX_ENTRIES = 100;

    private final List<VerificationKey> keys;
    private final Map<String, List<VerificationKey>> byName;

    private JwkSet(List<VerificationKey> keys) {
        this.keys = List.copyOf(keys);
        Map<String, List<VerificationKey>> named = new HashMap<>();
        for (VerificationKey key : keys) {
            key.kid()
                    .ifPresent(kid ->
                            named.computeIfAbsent(kid, k -> new ArrayList<>()).add(key));
        }
        byName = Map.copyOf(named);
    }

    static JwkSet of(List<VerificationKey> keys) {
        return new JwkSet(keys);
    }

    /**
     * Reads the set of a key server (RFC 7517 section 5). An entry that is not understood, broken, weak, secret, or meant for something
     * else is left out and does not harm the others. Of entries with one name and algorithm none is taken: which is meant can't be
     * known.
     *
     * @throws JsonException if the whole is no set of keys
     */
    static JwkSet parseRemote(byte[] json) throws JsonException {
        Object entries = Json.parseObject(json).members().get("keys");
        if (!(entries instanceof List<?> list) || list.size() > MAX_ENTRIES) {
            throw new JsonException("keys is not an array of at most " + MAX_ENTRIES + " entries");
        }
        List<VerificationKey> usable = new ArrayList<>();
        for (Object entry : list) {
            if (entry instanceof JsonObject object) {
                readRemote(object).ifPresent(usable::add);
            }
        }
        return new JwkSet(usable.stream()
                .filter(key ->
                        usable.stream().filter(other -> clashes(key, other)).count() == 1)
                .toList());
    }

    List<VerificationKey> keys() {
        return keys;
    }

    List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm) {
        List<VerificationKey> named = kid.isPresent() ? byName.getOrDefault(kid.get(), List.of()) : keys;
        if (named.size() == 1) {
            return named.get(0).isFor(algorithm) ? named : List.of();
        }
        return named.stream()
                .filter(key -> key.isFor(algorithm))
                .limit(KeySource.MAX_CANDIDATES)
                .toList();
    }

    private static Optional<VerificationKey> readRemote(JsonObject entry) {
        try {
            Jwk jwk = Jwk.of(entry);
            // A published secret is known to everybody, and a shared one has no place where everybody can read
            return jwk.isSecret() ? Optional.empty() : Optional.of(jwk.toVerificationKey());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean clashes(VerificationKey key, VerificationKey other) {
        return key.kid().equals(other.kid()) && key.isFor(other.algorithm());
    }
}
