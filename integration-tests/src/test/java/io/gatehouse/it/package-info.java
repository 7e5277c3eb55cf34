/**
 * An independent client of the example: real servers in processes of their own, real HTTP, and raw sockets where a client library would
 * tidy up. What it expects comes from the HTTP contract, not from the library's types.
 *
 * <p>{@link io.gatehouse.it.StockTomcat} runs the WAR on an unpacked Tomcat; each {@code …Journey} is a part of the contract, and
 * {@link io.gatehouse.it.Tomcat10IT} and {@link io.gatehouse.it.Tomcat11IT} make them all. {@link io.gatehouse.it.ReadmeIT} runs the
 * README's commands. {@link io.gatehouse.it.AccountPageIT} uses the page in a real browser, {@link io.gatehouse.it.ProviderJourney} is made
 * with each provider.
 */
@NullMarked
package io.gatehouse.it;

import org.jspecify.annotations.NullMarked;
