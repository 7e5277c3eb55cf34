package io.gatehouse.jpa;

import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.CachedAccountStore;
import io.gatehouse.token.TokenPolicy;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Accounts in our own table, for applications that have no table of users. Reads are cached (see {@link JpaStores}); what is changed here
 * is seen on this node at once. Safe for any number of threads.
 */
public final class JpaAccountStore implements AccountStore {
    /** The longest life of an access token, and the most that clocks may differ. */
    private static final Duration LONGEST_ACCESS = TokenPolicy.MAX_ACCESS_LIFETIME.plusMinutes(5);

    private static final List<String> PARTS = List.of(
            "delete from GatehousePassword p where p.accountId = :id",
            "delete from GatehouseApiKey k where k.ownerId = :id",
            "delete from GatehouseSession s where s.accountId = :id",
            "delete from GatehouseRefreshFamily f where f.accountId = :id",
            "delete from GatehouseProviderSession s where s.accountId = :id",
            "delete from GatehouseOneTimeCode c where c.accountId = :id",
            "delete from GatehouseProviderToken t where t.accountId = :id",
            "delete from GatehouseLinkedAccount l where l.accountId = :id");

    private final Database database;
    private final CachedAccountStore reads;
    private final Clock clock;

    JpaAccountStore(Database database, CachedAccountStore reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public Optional<Account> find(String id) {
        return reads.find(id);
    }

    /**
     * Adds an account.
     *
     * @param account the account
     * @return true, or false if there is one of this id; then nothing has changed
     * @throws IllegalArgumentException if a part can't be kept: see {@link #replace}
     * @throws io.gatehouse.StoreUnavailableException if it can't be stored
     */
    public boolean insert(Account account) {
        AccountRow row = AccountRows.row(account);
        return changed(account.id(), () -> database.inserted(row));
    }

    /**
     * Replaces an account: its address, roles, scopes, and whether it is enabled. Takes effect at once here, and on other nodes within
     * {@link JpaStores#withReadsKeptFor}. When you disable an account, end its logins too: see {@link Account#enabled}.
     *
     * @param account the account as it shall be
     * @return true, or false if there is none of this id
     * @throws IllegalArgumentException if the id or e-mail address has a NUL, an unpaired surrogate or more than 320 characters, or roles or
     *     scopes take more than 16 000 characters
     * @throws io.gatehouse.StoreUnavailableException if it can't be stored
     */
    public boolean replace(Account account) {
        AccountRow row = AccountRows.row(account);
        return changed(account.id(), () -> database.call(entities -> update(entities, row)) == 1);
    }

    /**
     * Removes an account with all that could sign in to it: password, API keys, sessions, logins by tokens with their access tokens, links to
     * providers, and tokens of providers. On other nodes keys and sessions may go on for {@link JpaStores#withReadsKeptFor}, access tokens for a second.
     *
     * @param id the account's id
     * @return true for exactly one caller
     * @throws io.gatehouse.StoreUnavailableException if it can't be removed; then nothing has changed
     */
    public boolean delete(String id) {
        return Columns.isKey(id) && changed(id, () -> database.call(entities -> delete(entities, id)) == 1);
    }

    private int delete(EntityManager entities, String id) {
        long until = clock.instant().plus(LONGEST_ACCESS).toEpochMilli();
        entities.createQuery("select f.id from GatehouseRefreshFamily f where f.accountId = :id", String.class)
                .setParameter("id", id)
                .getResultList()
                .forEach(login -> JpaRevocationStore.revoke(entities, login, until));
        for (String part : PARTS) {
            entities.createQuery(part).setParameter("id", id).executeUpdate();
        }
        return entities.createQuery("delete from GatehouseAccount a where a.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Forgets the account whatever comes of the change: it may have been made though it failed. */
    private boolean changed(String id, BooleanSupplier change) {
        try {
            return change.getAsBoolean();
        } finally {
            reads.forget(id);
        }
    }

    private static int update(EntityManager entities, AccountRow row) {
        return entities.createQuery(
                        "update GatehouseAccount a set a.email = :email, a.roles = :roles, a.scopes = :scopes,"
                                + " a.enabled = :enabled where a.id = :id")
                .setParameter("email", row.email)
                .setParameter("roles", row.roles)
                .setParameter("scopes", row.scopes)
                .setParameter("enabled", row.enabled)
                .setParameter("id", row.id)
                .executeUpdate();
    }
}
