package io.gatehouse.memory;

import io.gatehouse.token.RefreshFamily;
import io.gatehouse.token.RefreshToken;
import io.gatehouse.token.RefreshTokenStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refresh tokens in memory: for one node, and gone when it stops. Expired logins are dropped as new ones come. Safe for any number
 * of threads.
 */
public final class MemoryRefreshTokenStore implements RefreshTokenStore {
    private static final int PURGE_EVERY = 1000;

    private final Map<String, RefreshFamily> families = new HashMap<>();
    private final Map<String, RefreshToken> tokens = new HashMap<>();
    private final Map<String, List<String>> tokensOfFamily = new HashMap<>();
    private final Map<String, Set<String>> familiesOfAccount = new HashMap<>();
    private int insertsUntilPurge = PURGE_EVERY;

    /** An empty store. */
    public MemoryRefreshTokenStore() {}

    @Override
    public synchronized void insert(RefreshFamily family, RefreshToken first) {
        if (--insertsUntilPurge <= 0) {
            insertsUntilPurge = PURGE_EVERY;
            deleteExpired(family.createdAt(), Integer.MAX_VALUE);
        }
        families.put(family.id(), family);
        familiesOfAccount
                .computeIfAbsent(family.accountId(), id -> new HashSet<>())
                .add(family.id());
        put(first);
    }

    @Override
    public synchronized Optional<Found> find(String tokenId) {
        RefreshToken token = tokens.get(tokenId);
        RefreshFamily family = token == null ? null : families.get(token.familyId());
        return token == null || family == null ? Optional.empty() : Optional.of(new Found(token, family));
    }

    @Override
    public synchronized Optional<RefreshFamily> findFamily(String familyId) {
        return Optional.ofNullable(families.get(familyId));
    }

    @Override
    public synchronized Rotation rotate(
            String tokenId, RefreshToken.Used used, RefreshToken successor, RefreshFamily.Seen seen) {
        Optional<Found> found = find(tokenId);
        if (found.isEmpty()) {
            return Rotation.ENDED;
        }
        if (found.get().token().used().isPresent()) {
            return Rotation.ALREADY_USED;
        }
        tokens.put(tokenId, found.get().token().usedUp(used));
        put(successor);
        RefreshFamily family = found.get().family();
        families.put(family.id(), family.used(seen, successor.expiresAt()));
        return Rotation.ROTATED;
    }

    @Override
    public synchronized boolean revokeFamily(String familyId) {
        RefreshFamily family = families.remove(familyId);
        if (family == null) {
            return false;
        }
        tokensOfFamily.getOrDefault(familyId, List.of()).forEach(tokens::remove);
        tokensOfFamily.remove(familyId);
        Set<String> others = familiesOfAccount.getOrDefault(family.accountId(), Set.of());
        others.remove(familyId);
        if (others.isEmpty()) {
            familiesOfAccount.remove(family.accountId());
        }
        return true;
    }

    @Override
    public synchronized List<RefreshFamily> liveFamiliesOf(String accountId, Instant now) {
        return familiesOfAccount.getOrDefault(accountId, Set.of()).stream()
                .map(families::get)
                .filter(family -> now.isBefore(family.expiresAt()))
                .sorted(Comparator.comparing(RefreshFamily::createdAt).reversed())
                .toList();
    }

    @Override
    public synchronized int deleteExpired(Instant now, int limit) {
        List<String> expired = families.values().stream()
                .filter(family -> !now.isBefore(family.expiresAt()))
                .limit(limit)
                .map(RefreshFamily::id)
                .toList();
        expired.forEach(this::revokeFamily);
        return expired.size();
    }

    private void put(RefreshToken token) {
        tokens.put(token.id(), token);
        tokensOfFamily
                .computeIfAbsent(token.familyId(), id -> new ArrayList<>())
                .add(token.id());
    }
}
