/**
 * The annotations of {@link io.gatehouse.access} on JAX-RS resources (REST 3.1), in any servlet container: without CDI and without
 * Jakarta Security.
 *
 * <p>Entry type: {@link io.gatehouse.rest.AccessFeature}, which JAX-RS finds by itself. A refusal is the engine's answer, and comes before
 * the resource method, its parameters and the application's filters of a priority of {@code AUTHORIZATION} or more. Sub-resource locators,
 * for which the standard has no filters, are guarded by {@code io.gatehouse.rest.jersey} and {@code io.gatehouse.rest.resteasy}.
 *
 * <p>Not here: who is calling. JAX-RS's {@code SecurityContext} is the servlet request's, and so speaks of the engine's identity already.
 *
 * <p>Threats: a method without a filter ({@code AccessFeature}, and its switch that denies what is not annotated), a writer of the
 * application that changes an answer ({@code Responses}), a locator that runs for nobody ({@code LocatorGuard}).
 */
@NullMarked
package io.gatehouse.rest;

import org.jspecify.annotations.NullMarked;
