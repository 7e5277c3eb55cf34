package io.gatehouse.apikey;

import io.gatehouse.AuthEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports that a key is used for the first time: once on each node. The record of a key goes on saying that it was never used
 * until its last use is written and read again, hence this memory, which is asked for such keys only.
 */
final class FirstUses {
    /** Beyond so many it begins anew: rather a first use told twice than one that is not told. */
    static final int MAX_TOLD = 10_000;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    List<AuthEvent.Fact> of(ApiKey unused) {
        if (told.contains(unused.id())) {
            return List.of();
        }
        if (told.size() >= MAX_TOLD) {
            told.clear();
        }
        if (!told.add(unused.id())) {
            return List.of();
        }
        return List.of(
                new AuthEvent.Fact(AuthEvent.Type.API_KEY_FIRST_USED, unused.ownerId(), Optional.of(unused.id())));
    }
}
