/**
 * Remembering for a few seconds what was read from a store, and how often something happened. Internal: schemes offer it as decorators of
 * their stores, or as limits.
 *
 * <p>Entry type: {@link io.gatehouse.cache.ReadCache}; {@link io.gatehouse.cache.SingleFlight} does once what many ask for at once;
 * {@link io.gatehouse.cache.TokenBuckets} counts.
 *
 * <p>Threats: a value that was read before a change and is put back after it ({@code ReadCache.offer}), exhaustion of memory (bounded),
 * a store that is slow for one key and holds up others (no lock is held while it reads).
 */
@NullMarked
package io.gatehouse.cache;

import org.jspecify.annotations.NullMarked;
