package io.gatehouse.audit;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Keeps what happened to each account in an {@link AuditStore}, and shows it: {@code engine.use(AuditTrail.of(store, clock))}. It hears the
 * engine's events by being used. Rows are written by a thread of its own, which exists only while there is something to write; so no
 * request waits for the store. What is not written when the process is killed is lost; the log ({@link io.gatehouse.AuditLog}) has it.
 *
 * <p>The endpoint {@value #DEFAULT_PATH} shows people the events of their own account. Safe for any number of threads.
 */
public final class AuditTrail implements AuthFeature, AuthEvent.Listener {
    /** Where people see the events of their own account. */
    public static final String DEFAULT_PATH = "/api/auth/events";

    /** How long rows are kept unless told otherwise. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(365);

    /** The most rows that one query answers. */
    public static final int MAX_PAGE = 100;

    private static final Duration LEAST_RETENTION = Duration.ofDays(1);

    private final AuditStore store;
    private final Clock clock;
    private final AuditChain chain;
    private final Duration retention;
    private final Optional<ScheduledExecutorService> executor;
    private final Optional<EventsEndpoint> ofEverybody;
    private final String path;
    private final AuditRate rate;
    private final AuditThread thread;
    private final AuditWriter writer;

    private AuditTrail(
            AuditStore store,
            Clock clock,
            AuditChain chain,
            Duration retention,
            Optional<ScheduledExecutorService> executor,
            Optional<EventsEndpoint> ofEverybody,
            String path) {
        this.store = store;
        this.clock = clock;
        this.chain = chain;
        this.retention = retention;
        this.executor = executor;
        this.ofEverybody = ofEverybody;
        this.path = path;
        rate = new AuditRate(clock);
        thread = new AuditThread(executor);
        writer = new AuditWriter(store, chain, retention, clock, thread.executor());
    }

    /**
     * Keeps events in a store, chained without a key, for {@link #DEFAULT_RETENTION}.
     *
     * @param store where
     * @param clock tells the time
     * @return the trail
     */
    public static AuditTrail of(AuditStore store, Clock clock) {
        return new AuditTrail(
                store,
                clock,
                AuditChain.unkeyed(),
                DEFAULT_RETENTION,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_PATH);
    }

    /**
     * Chains rows by a key, so that who can write to the store but has no key can't forge rows. Rows that were added without it, or with
     * another, no longer pass {@link #verify}.
     *
     * @param key at least 32 characters that nobody can guess; the same on all nodes
     * @return a changed copy; use only one of the copies
     * @throws IllegalArgumentException if it is shorter
     */
    public AuditTrail withKey(String key) {
        return new AuditTrail(
                store,
                clock,
                AuditChain.keyed(key.getBytes(StandardCharsets.UTF_8)),
                retention,
                executor,
                ofEverybody,
                path);
    }

    /**
     * Changes how long rows are kept.
     *
     * @param value at least a day
     * @return a changed copy; use only one of the copies
     * @throws IllegalArgumentException if it is shorter
     */
    public AuditTrail withRetention(Duration value) {
        if (value.compareTo(LEAST_RETENTION) < 0) {
            throw new IllegalArgumentException("audit rows are kept for a day at least, not " + value);
        }
        return new AuditTrail(store, clock, chain, value, executor, ofEverybody, path);
    }

    /**
     * Moves the endpoint where people see the events of their own account.
     *
     * @param value its path
     * @return a changed copy; use only one of the copies
     */
    public AuditTrail withPath(String value) {
        return new AuditTrail(store, clock, chain, retention, executor, ofEverybody, value);
    }

    /**
     * Adds an endpoint that shows the events of any account ({@code ?account=…}), with their reasons.
     *
     * @param at where, for instance {@code /api/admin/events}
     * @param requirement who may, for instance {@code role("admin")}
     * @return a changed copy; use only one of the copies
     */
    public AuditTrail withAdministrators(String at, Requirement requirement) {
        if (requirement.open()) {
            throw new IllegalArgumentException("events of all accounts are not for everybody");
        }
        return new AuditTrail(
                store,
                clock,
                chain,
                retention,
                executor,
                Optional.of(new EventsEndpoint(at, requirement, store, true)),
                path);
    }

    /**
     * Writes by an executor of the application, for instance a {@code ManagedScheduledExecutorService}, instead of a thread of its own.
     *
     * @param value the executor, which is not shut down here
     * @return a changed copy; use only one of the copies
     */
    public AuditTrail withExecutor(ScheduledExecutorService value) {
        return new AuditTrail(store, clock, chain, retention, Optional.of(value), ofEverybody, path);
    }

    /**
     * What happened to an account, newest first.
     *
     * @param account the account's id
     * @param before only rows of a lower number; {@link Long#MAX_VALUE} for the newest
     * @param limit 1 to {@value #MAX_PAGE}
     * @return the rows
     * @throws IllegalArgumentException if the limit is out of bounds
     * @throws io.gatehouse.StoreUnavailableException if the store is down
     */
    public List<AuditRecord> ofAccount(String account, long before, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " rows");
        }
        return store.ofAccount(account, before, limit);
    }

    /**
     * The newest row. Kept where whoever can write to the store can't, it lets {@link #verify} find that the newest rows were cut off, or
     * that the whole chain was made anew.
     *
     * @return its number and hash
     * @throws io.gatehouse.StoreUnavailableException if the store is down
     */
    public AuditMark mark() {
        return store.ends().head();
    }

    /**
     * Checks every row: none was changed, removed, put in or put elsewhere. Reads them all, so not for a request's thread.
     *
     * @param known a {@link #mark} of before, if one was kept; one of a row that was deleted since because of its age proves nothing
     * @return what was found
     * @throws io.gatehouse.StoreUnavailableException if the store is down
     */
    public AuditVerdict verify(Optional<AuditMark> known) {
        return new AuditCheck(store, chain, known).run();
    }

    @Override
    public void on(AuthEvent event) {
        if (AuditRate.concerns(event)) {
            tellLeftOut(false);
            if (rate.admits(event)) {
                writer.add(AuditEntry.of(event));
            }
        }
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new EventsEndpoint(path, Requirement.login(), store, false));
        ofEverybody.ifPresent(endpoints::add);
        return List.copyOf(endpoints);
    }

    /** Writes what waits, once; what can't be written then is lost, and logged as such. */
    @Override
    public void close() {
        tellLeftOut(true);
        thread.close();
        writer.close();
    }

    /** Writes what waits; false if the store did not take it. */
    boolean flush() {
        return writer.writeAll();
    }

    private void tellLeftOut(boolean now) {
        long count = rate.ended(now);
        if (count > 0) {
            writer.add(AuditEntry.of(AuthEvent.ofApplication(
                    AuthEvent.Type.LEFT_OUT,
                    clock.instant(),
                    count + " events were too many for a minute or a day; the log may have them")));
        }
    }
}
