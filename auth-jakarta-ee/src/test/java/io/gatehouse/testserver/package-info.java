/** Real containers with one JAX-RS implementation each, although both are on the tests' class path. */
@NullMarked
package io.gatehouse.testserver;

import org.jspecify.annotations.NullMarked;
