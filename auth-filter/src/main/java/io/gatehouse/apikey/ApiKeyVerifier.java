package io.gatehouse.apikey;

import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.cache.LastUses;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.secret.SecretHash;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides whether a key is good. Whatever is wrong with one, the client gets the same answer; the log learns the reason. */
final class ApiKeyVerifier {
    /** Compared if there is no record, so that an unknown key costs what a wrong one costs. No secret is empty. */
    private static final SecretHash NO_RECORD = SecretHash.of("");

    /** Made once: anyone may send texts that are no keys, and refusing them costs next to nothing. */
    private static final Problem NO_KEY =
            Problem.of(ApiKeyProblems.API_KEY_INVALID, "not in the form of a key, or the checksum is wrong");

    private final ApiKeyStore store;
    private final AccountStore accounts;
    private final ApiKeyPolicy policy;
    private final LastUses lastUses;
    private final FirstUses firstUses = new FirstUses();
    private final Clock clock;

    ApiKeyVerifier(ApiKeyStore store, AccountStore accounts, ApiKeyPolicy policy, LastUses lastUses, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.policy = policy;
        this.lastUses = lastUses;
        this.clock = clock;
    }

    /**
     * Verifies a key: syntax and checksum, secret, life, owner.
     *
     * @param text the key, as received
     * @return the outcome: the owner, acting by the key: with no roles, and with those scopes of the key that the owner still may give
     * @throws Rejection {@code API_KEY_INVALID}
     */
    Outcome.Authenticated verify(String text) throws Rejection {
        ApiKeyText presented = ApiKeyText.parse(policy.prefix(), text).orElseThrow(() -> new Rejection(NO_KEY));
        Optional<ApiKey> found = store.find(presented.id());
        boolean proved = presented.matches(found.map(ApiKey::hash).orElse(NO_RECORD));
        ApiKey key = found.filter(record -> proved)
                .orElseThrow(() -> invalid(presented + (found.isEmpty() ? " is unknown" : " has another secret")));
        Instant now = clock.instant();
        if (!key.isLive(now)) {
            throw invalid("key " + key.id() + (key.revokedAt().isPresent() ? " is revoked" : " is expired"));
        }
        Account owner = accounts.find(key.ownerId())
                .filter(Account::enabled)
                .orElseThrow(() -> invalid("the owner of key " + key.id() + " is disabled or gone"));
        lastUses.note(key.id(), now);
        Identity identity = new Identity(
                owner.id(),
                Optional.empty(),
                ApiKeyAuthentication.SCHEME,
                Optional.empty(),
                Set.of(),
                key.scopesWithin(owner.scopes()),
                Map.of(ApiKeys.KEY_ID, key.id(), ApiKeys.KEY_NAME, key.name()),
                now,
                key.expiresAt());
        return new Outcome.Authenticated(
                identity, List.of(), key.lastUsedAt().isPresent() ? List.of() : firstUses.of(key));
    }

    private static Rejection invalid(String reason) {
        return new Rejection(ApiKeyProblems.API_KEY_INVALID, reason);
    }
}
