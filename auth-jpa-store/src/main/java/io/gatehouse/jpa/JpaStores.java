package io.gatehouse.jpa;

import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.apikey.CachedApiKeyStore;
import io.gatehouse.audit.AuditStore;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.CachedAccountStore;
import io.gatehouse.oauth.LinkedAccountStore;
import io.gatehouse.oauth.OneTimeCodeStore;
import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.oauth.ProviderTokenStore;
import io.gatehouse.session.CachedSessionStore;
import io.gatehouse.session.SessionStore;
import io.gatehouse.token.RefreshTokenStore;
import io.gatehouse.token.RevocationStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * Every store on one database, shared by all nodes of an application.
 *
 * <pre>{@code
 * EntityManagerFactory factory = Persistence.createEntityManagerFactory("application");
 * JpaStores stores = JpaStores.of(ResourceLocalTransactions.of(factory), Clock.systemUTC(), new SecureRandom());
 * }</pre>
 *
 * <p>The persistence unit names {@value #MAPPING_FILE} in a {@code <mapping-file>}; the tables are made before by {@link
 * SchemaMigration} or by its scripts. What is read for each request (API keys, sessions and accounts) is kept in memory for a few seconds: see
 * {@link #withReadsKeptFor}. Any method of any store throws {@link io.gatehouse.StoreUnavailableException} if the database fails.
 *
 * <p>How long a request waits for a database that doesn't answer is decided by the data source: set a time-out for getting a connection
 * and one for reading from it. Safe for any number of threads.
 */
public final class JpaStores {
    /** What the application's {@code persistence.xml} names in its {@code <mapping-file>}. */
    public static final String MAPPING_FILE = "META-INF/gatehouse-orm.xml";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;
    private final JpaAccountStore accounts;
    private final ApiKeyStore apiKeys;
    private final SessionStore sessions;

    private JpaStores(Database database, Duration keptFor, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        CachedAccountStore reads = CachedAccountStore.of(new AccountQuery(database), keptFor, clock);
        this.accounts = new JpaAccountStore(database, reads, clock);
        this.apiKeys = CachedApiKeyStore.of(new JpaApiKeyStore(database, reads), keptFor, clock);
        this.sessions = CachedSessionStore.of(new JpaSessionStore(database, reads), keptFor, clock);
    }

    /**
     * Stores on a database whose schema fits.
     *
     * @param transactions how work is done in the application's persistence unit
     * @param clock tells the time
     * @param random names this node to the others
     * @return the stores, keeping what they read for {@link CachedApiKeyStore#DEFAULT_KEPT_FOR}
     * @throws IllegalStateException if the schema is missing, too old or too new; says what to do
     * @throws io.gatehouse.StoreUnavailableException if the database can't be asked
     */
    public static JpaStores of(Transactions transactions, Clock clock, SecureRandom random) {
        Database database = new Database(transactions);
        SchemaCheck.requireCurrent(database);
        return new JpaStores(database, CachedApiKeyStore.DEFAULT_KEPT_FOR, clock, random);
    }

    /**
     * Changes how long API keys, sessions and accounts are kept in memory after they were read: for so long may a revoked key or a disabled
     * account go on working on other nodes. Changes through these stores are seen on this node at once.
     *
     * @param keptFor zero to one minute; zero reads them at each request
     * @return stores on the same database that have read nothing yet; use only one of the copies
     * @throws IllegalArgumentException if the duration is out of bounds
     */
    public JpaStores withReadsKeptFor(Duration keptFor) {
        return new JpaStores(database, keptFor, clock, random);
    }

    /**
     * Accounts, for applications without users of their own.
     *
     * @return the one store of accounts
     */
    public JpaAccountStore accounts() {
        return accounts;
    }

    /**
     * Passwords, for applications without users of their own.
     *
     * @return the passwords of {@link #accounts}
     */
    public JpaPasswordStore passwords() {
        return new JpaPasswordStore(database);
    }

    /**
     * API keys.
     *
     * @return the one store of keys
     */
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    /**
     * Refresh tokens and the logins they belong to. Not cached.
     *
     * @return the store
     */
    public RefreshTokenStore refreshTokens() {
        return new JpaRefreshTokenStore(database);
    }

    /**
     * Sessions of browsers.
     *
     * @return the one store of sessions
     */
    public SessionStore sessions() {
        return sessions;
    }

    /**
     * Logins that wait for a provider's answer.
     *
     * @return the store
     */
    public PendingLoginStore pendingLogins() {
        return new JpaPendingLoginStore(database, JpaPendingLoginStore.MAX_ROWS);
    }

    /**
     * One-time codes of native apps.
     *
     * @return the store
     */
    public OneTimeCodeStore oneTimeCodes() {
        return new JpaOneTimeCodeStore(database);
    }

    /**
     * Which person of which provider has which account.
     *
     * @return the store
     */
    public LinkedAccountStore linkedAccounts() {
        return new JpaLinkedAccountStore(database);
    }

    /**
     * Which logins began with which sessions at providers, for logouts from and to providers.
     *
     * @return the store
     */
    public ProviderSessionStore providerSessions() {
        return new JpaProviderSessionStore(database);
    }

    /**
     * Tokens of providers, sealed by the application's key. Not cached.
     *
     * @return the store
     */
    public ProviderTokenStore providerTokens() {
        return new JpaProviderTokenStore(database);
    }

    /**
     * Ended logins, as {@link io.gatehouse.token.Revocations} asks for them once a second.
     *
     * @return the store
     */
    public RevocationStore revocations() {
        return new JpaRevocationStore(database);
    }

    /**
     * Counters of attempts. Not cached: what is counted on any node counts on all.
     *
     * @return the store
     */
    public AttemptStore attempts() {
        return new JpaAttemptStore(database);
    }

    /**
     * The audit trail.
     *
     * @return the store
     */
    public AuditStore audit() {
        return new JpaAuditStore(database);
    }

    /**
     * Deletes what is over. (Audit rows are deleted by the {@link io.gatehouse.audit.AuditTrail}, which knows how long they are kept.)
     *
     * @return the job; give {@link Purge#everyMinute} to the engine, or run it with a scheduler of your own
     */
    public Purge purge() {
        return new Purge(database, sessions, clock, random);
    }
}
