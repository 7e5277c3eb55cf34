/**
 * The annotations of {@link io.gatehouse.access} on CDI beans: an interceptor asks them on every business method. Loaded by CDI only.
 *
 * <p>Entry type: {@link io.gatehouse.access.cdi.AccessExtension}, which CDI finds by itself. A refusal is an {@link
 * io.gatehouse.access.AccessRefusedException}, which the adapters for JAX-RS and servlets answer. Without a request, for instance
 * in a timer, everything that is not open is refused. Not here: JAX-RS resources, which {@code io.gatehouse.rest} guards.
 *
 * <p>Specification: CDI 4.0 sections 2.3 to 2.5 (interceptors) and 2.9 (extensions of CDI Full).
 */
@NullMarked
package io.gatehouse.access.cdi;

import org.jspecify.annotations.NullMarked;
