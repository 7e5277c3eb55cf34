/**
 * An application that Gatehouse protects, as a user would write it: a start-up listener that wires the library, and plain servlets that
 * know nothing of it but the identity.
 *
 * <p>Entry type: {@link io.gatehouse.example.ExampleApplication}. Runs on any servlet container.
 */
@NullMarked
package io.gatehouse.example;

import org.jspecify.annotations.NullMarked;
