/**
 * Asks other servers for something small, within bounds; and tells clients apart by their addresses.
 *
 * <p>Entry types: {@link io.gatehouse.http.BoundedExchange}: one request, one answer, nothing beyond a time and a size; {@link
 * io.gatehouse.http.AddressBlock}. Not exported: this is no HTTP client for applications.
 *
 * <p>Not here: redirects, retries, caching, proxies of its own.
 *
 * <p>Specifications: RFC 9110 (HTTP).
 *
 * <p>Threats: a server that is slow, never ends, answers megabytes, or sends us elsewhere ({@code BoundedExchange}).
 */
@NullMarked
package io.gatehouse.http;

import org.jspecify.annotations.NullMarked;
