/**
 * Every store interface on Jakarta Persistence 3.1: accounts, passwords, API keys, refresh tokens, sessions, revocations and counters of attempts
 * survive restarts and are shared by all nodes.
 *
 * <p>Entry type: {@link io.gatehouse.jpa.JpaStores}, over {@link io.gatehouse.jpa.ResourceLocalTransactions} or {@link
 * io.gatehouse.jpa.JtaTransactions}. The tables are made by {@link io.gatehouse.jpa.SchemaMigration}.
 *
 * <p>Each method that security depends on is decided by the row count of one conditional statement, or under the lock of one row; none
 * assumes an isolation level above READ COMMITTED. Transactions that the database broke off because of others are tried again, a bounded
 * number of times. Whatever else fails is a {@link io.gatehouse.StoreUnavailableException}: 503.
 *
 * <p>Not here: connections and their pools, timeouts of the network (the application's data source), backups.
 *
 * <p>Threats: two winners of one change ({@code JpaRefreshTokenStore}, {@code JpaApiKeyStore}, {@code JpaAttemptStore}), a revocation
 * that a node never hears of ({@code JpaRevocationStore}), a stolen dump (only digests, sealed texts and password hashes are kept), stale
 * answers of a provider's cache ({@code Database} passes by it), tables that grow for ever ({@code Purge}), names that a database takes
 * for other names ({@code Columns} and the binary collations of the schema).
 */
@NullMarked
package io.gatehouse.jpa;

import org.jspecify.annotations.NullMarked;
