/**
 * The annotations that say who may call a JAX-RS resource, a servlet or a CDI bean, and the one place that turns them into a {@link
 * io.gatehouse.Requirement}.
 *
 * <p>Entry types: {@link io.gatehouse.access.SignedIn}, {@link io.gatehouse.access.RequiresScope}, {@link
 * io.gatehouse.access.RequiresScheme}, {@link io.gatehouse.access.RequiresFresh}, and the standard's {@code @RolesAllowed},
 * {@code @PermitAll} and {@code @DenyAll}. {@link io.gatehouse.access.AccessRules} says which of them hold for a method; an adapter for
 * another framework asks it.
 *
 * <p>Annotations are asked besides the rules of paths, and open nothing that a rule closes. Not here: the adapters ({@code
 * io.gatehouse.rest}, {@code io.gatehouse.access.servlet}, {@code io.gatehouse.access.cdi}), and who is calling, which the engine has
 * found.
 *
 * <p>Specifications: Jakarta Annotations 2.1 sections 2.1 and 2.11 to 2.13, Jakarta RESTful Web Services 3.1 section 3.6 (annotation inheritance).
 *
 * <p>Threats: an annotation that is overlooked because it stands on an overridden method, an interface or a proxy's original, or that
 * is hidden by a weaker one ({@code AccessRules}); annotations that contradict each other ({@code Words}); a request that no engine
 * has judged ({@code AccessCheck}).
 */
@NullMarked
package io.gatehouse.access;

import org.jspecify.annotations.NullMarked;
