package io.gatehouse.apikey;

import io.gatehouse.Identity;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes keys. Nobody gives what they don't have: neither the account nor the login that asks. */
final class ApiKeyIssuer {
    private final ApiKeyStore store;
    private final AccountStore accounts;
    private final ApiKeyPolicy policy;
    private final Clock clock;
    private final SecureRandom random;

    ApiKeyIssuer(ApiKeyStore store, AccountStore accounts, ApiKeyPolicy policy, Clock clock, SecureRandom random) {
        this.store = store;
        this.accounts = accounts;
        this.policy = policy;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a key.
     *
     * @param lifetime how long it lives; empty for what the policy says
     * @throws Rejection {@code SCOPE_INSUFFICIENT} if the caller may not give a scope; {@code FORBIDDEN} if the account has as many live
     *     keys as it may, or is disabled
     */
    IssuedApiKey create(Identity caller, String name, Set<String> scopes, Optional<Duration> lifetime)
            throws Rejection {
        Account owner = owner(caller);
        requireGivable(scopes, caller, owner);
        requireRoom(owner);
        IssuedApiKey issued = issue(owner, name, scopes, lifetime.or(policy::defaultLifetime));
        store.insert(issued.key());
        return issued;
    }

    /**
     * Puts a new key in the place of one that is live: of the same name, of the same scopes as far as the owner still has them, and
     * living as long, counted from now.
     *
     * @param overlap how much longer the old key works
     * @throws Rejection {@code NOT_FOUND} if the caller has no such key, it has ended, or it is replaced already, be it at this moment;
     *     else as {@link #create}
     */
    IssuedApiKey rotate(Identity caller, String id, Duration overlap) throws Rejection {
        Account owner = owner(caller);
        ApiKey old = store.find(id)
                .filter(key -> key.ownerId().equals(owner.id()))
                .orElseThrow(() -> new Rejection(RequestProblems.NOT_FOUND, "the account has no such key"));
        Set<String> scopes = old.scopesWithin(owner.scopes());
        requireGivable(scopes, caller, owner);
        if (!overlap.isZero()) {
            requireRoom(owner);
        }
        IssuedApiKey issued = issue(owner, old.name(), scopes, old.lifetime());
        Instant now = issued.key().createdAt();
        if (!store.rotate(id, issued.key(), now.plus(overlap), now)) {
            throw new Rejection(RequestProblems.NOT_FOUND, "key " + id + " has ended or is replaced");
        }
        return issued;
    }

    private IssuedApiKey issue(Account owner, String name, Set<String> scopes, Optional<Duration> lifetime) {
        ApiKeyText text = ApiKeyText.issue(policy.prefix(), random);
        Instant now = clock.instant();
        ApiKey key = new ApiKey(
                text.id(),
                owner.id(),
                name,
                text.hash(),
                text.start(),
                scopes,
                now,
                policy.capped(lifetime).map(now::plus),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new IssuedApiKey(key, text);
    }

    private Account owner(Identity caller) throws Rejection {
        return caller.accountId()
                .flatMap(accounts::find)
                .filter(Account::enabled)
                .orElseThrow(() -> new Rejection(RequestProblems.FORBIDDEN, "the account is disabled or gone"));
    }

    private void requireRoom(Account owner) throws Rejection {
        if (store.ownedBy(owner.id(), clock.instant()).size() >= policy.maxLiveKeys()) {
            String detail = "An account has at most " + policy.maxLiveKeys() + " API keys. Revoke one first.";
            throw new Rejection(Problem.of(RequestProblems.FORBIDDEN, detail).withDetail(detail));
        }
    }

    private static void requireGivable(Set<String> scopes, Identity caller, Account owner) throws Rejection {
        Set<String> missing = new TreeSet<>(scopes);
        missing.removeIf(
                scope -> caller.scopes().contains(scope) && owner.scopes().contains(scope));
        if (!missing.isEmpty()) {
            String detail = "This login may not give the scopes " + String.join(" ", missing) + ".";
            throw new Rejection(Problem.of(RequestProblems.SCOPE_INSUFFICIENT, detail)
                    .withDetail(detail)
                    .withScopes(missing));
        }
    }
}
