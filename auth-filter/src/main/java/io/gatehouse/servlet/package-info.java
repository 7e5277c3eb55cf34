/**
 * The servlet adapter: translates a request for the engine and carries out what it decides.
 *
 * <p>Entry type: {@link io.gatehouse.servlet.AuthFilter}; {@link io.gatehouse.servlet.ServletAdapter} for other places in a
 * container. Applications see who is calling by the usual methods of the request, by
 * {@link io.gatehouse.servlet.IdentityPrincipal} or by the request attribute {@link
 * io.gatehouse.servlet.AuthFilter#IDENTITY_ATTRIBUTE}.
 *
 * <p>Without code: {@link io.gatehouse.servlet.GatehouseInitializer} registers the filter that settings describe; {@link
 * io.gatehouse.servlet.ConfiguredAuthFilter} is for a {@code web.xml}.
 *
 * <p>Behind proxies: {@link io.gatehouse.servlet.TrustedProxies}.
 *
 * <p>Not here: any decision about credentials.
 *
 * <p>Specifications: Servlet 6.0 sections 3.5 (paths), 6.2 (dispatcher types), 8.2.4 (initializers) and 12.1 (mappings), RFC 3986 sections 2 and 3.3
 * (URLs), RFC 3629 (UTF-8), RFC 6265 sections 4.2 and 5.4 (cookies), RFC 7239 ({@code Forwarded}), RFC 4291 section 2.2
 * (addresses).
 *
 * <p>Threats: a rule that judges another path than the container dispatches ({@code UrlGuard}, {@code RawPath}), an identity that
 * is planted or outlives its request ({@code Caller}), a cookie hidden inside another ({@code CookieHeader}), bodies without end
 * ({@code ServletAuthRequest}), a client that claims to be another or at this machine ({@code TrustedProxies}, {@code ProxyWalk}), an
 * error page that replaces an answer ({@code ReplyWriter}), a failure that lets a request through ({@link
 * io.gatehouse.servlet.ServletAdapter#admit}).
 */
@NullMarked
package io.gatehouse.servlet;

import org.jspecify.annotations.NullMarked;
