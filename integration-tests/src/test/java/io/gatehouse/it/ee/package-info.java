/** An application for a container with Jakarta Security: an engine as a bean, and servlets that say who is calling. */
@NullMarked
package io.gatehouse.it.ee;

import org.jspecify.annotations.NullMarked;
