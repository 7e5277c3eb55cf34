/**
 * The published test kit: values to test with instead of mocks, and the contracts that every store must pass.
 *
 * <p>Entry types: {@link io.gatehouse.testkit.RequestBuilder}, {@link io.gatehouse.testkit.MutableClock} and the {@code …Contract}
 * interfaces, which a test class implements to run a store through them.
 */
@NullMarked
package io.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
