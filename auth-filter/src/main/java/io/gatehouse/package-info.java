/**
 * The vocabulary and the engine: who is calling, and may they?
 *
 * <p>Entry type: {@link io.gatehouse.AuthEngine}, built from {@link io.gatehouse.AuthFeature}s and rules. A request becomes an
 * {@link io.gatehouse.AuthRequest}; each {@link io.gatehouse.Authenticator} answers with an {@link io.gatehouse.Outcome}; the
 * engine with a {@link io.gatehouse.Decision}. Everything is a value.
 *
 * <p>Not here: any scheme, any servlet, any store. Those are added from outside.
 *
 * <p>Specifications: RFC 9110 sections 11 and 15.5 (challenges, statuses), RFC 9457 (problem bodies), RFC 6265bis (cookies),
 * W3C Fetch Metadata.
 *
 * <p>Threats: bypass by an unlisted path (closed until opened, {@code RouteTable}), downgrade to anonymous or to another scheme
 * ({@code CredentialFinder}), cross-site requests ({@code SameSiteGuard}), floods of one client ({@code RouteLimits}), plain text on the wire ({@code TransportGuard}),
 * failing open ({@link io.gatehouse.AuthEngine#decide}), log injection ({@link io.gatehouse.Problem}).
 */
@NullMarked
package io.gatehouse;

import org.jspecify.annotations.NullMarked;
