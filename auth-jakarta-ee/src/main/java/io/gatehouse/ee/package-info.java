/**
 * The engine inside Jakarta EE: as the container's authentication mechanism, and its accounts as an identity store.
 *
 * <p>Entry type: none; {@link io.gatehouse.ee.GatehouseExtension} finds the application's {@code AuthEngine} bean, or its settings, which may
 * stand in a {@link io.gatehouse.ee.GatehouseMechanism}. By hand: {@link
 * io.gatehouse.ee.GatehouseAuthenticationMechanism}. For mechanisms of the container: {@link
 * io.gatehouse.ee.GatehouseIdentityStore}, {@link io.gatehouse.ee.Argon2PasswordHash}.
 *
 * <p>Not here: any decision about credentials, which is the engine's, and any translation of requests, which is {@link
 * io.gatehouse.servlet.ServletAdapter}'s.
 *
 * <p>Specifications: Jakarta Security 3.0 sections 2 (mechanism) and 3 (identity store), Jakarta Authentication 3.0 section 3.8
 * (servlet container profile), CDI 4.0 (portable extensions).
 *
 * <p>Threats: a failure that lets a request through ({@code GatehouseAuthenticationMechanism}), a path that the container leaves
 * open ({@code GatehouseAuthenticationMechanism}: the engine's rules hold everywhere), a container that asks no mechanism ({@code
 * MechanismGuard}), an identity that is kept for the next caller
 * ({@code injection.KeptIdentity}), several engines that know nothing of each other's logouts ({@code GatehouseExtension}, {@code MechanismGuard}), an expression whose value
 * adds a setting ({@code AnnotationSettings}), guessing through
 * the container's mechanisms ({@code GatehouseIdentityStore}).
 */
@NullMarked
package io.gatehouse.ee;

import org.jspecify.annotations.NullMarked;
