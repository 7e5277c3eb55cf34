/**
 * The audit trail: what happened to each account, kept in rows that are only ever added, each tied to the one before by a hash.
 *
 * <p>Entry types: {@link io.gatehouse.audit.AuditTrail}, the feature and listener that an engine uses, and {@link
 * io.gatehouse.audit.AuditStore}, where rows are kept.
 *
 * <p>Does not: keep refusals that concern no account (they are in the log, see {@link io.gatehouse.AuditLog}), and send rows to anybody.
 *
 * <p>Threats:
 *
 * <ul>
 *   <li>rows that are changed, removed or swapped afterwards: {@code AuditChain}, {@link
 *       io.gatehouse.audit.AuditTrail#verify}; with write access to the database a chain without a key can be made anew, and the newest rows
 *       can be cut off: keep {@link io.gatehouse.audit.AuditTrail#mark} elsewhere
 *   <li>a flood of events that fills the table: {@code AuditRate}
 *   <li>a store that is slow or down: {@code AuditWriter}, whose queue is bounded and which tells how many were lost
 *   <li>secrets in rows, and rows that forge others: {@link io.gatehouse.AuthEvent} holds none, and cleans and cuts every text
 * </ul>
 */
@NullMarked
package io.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
