/**
 * Every store in memory, for tests and trials: what is kept is gone when the process ends, and no other process sees it.
 *
 * <p>Entry types: one {@code Memory…Store} for each store interface. They pass the same published contracts as any other store.
 *
 * <p>Not here: durability, sharing between nodes, bounds on what is kept; only attempts and pending sign-ins, which anyone can cause,
 * are bounded.
 *
 * <p>Threats: two winners of one change (each change is made under one lock or by one atomic map operation), exhaustion of memory by
 * attempts at made-up names ({@code MemoryAttemptStore}) and by logins that are begun and never finished ({@code
 * MemoryPendingLoginStore}).
 */
@NullMarked
package io.gatehouse.memory;

import org.jspecify.annotations.NullMarked;
