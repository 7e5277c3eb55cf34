/**
 * What a decision costs, as ratios to what it can't do without. {@link io.gatehouse.benchmarks.RatioTable} runs all of it and prints the
 * ratios beside their targets.
 *
 * <p>Not here: what a container, a network or a database costs.
 */
@NullMarked
package io.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
