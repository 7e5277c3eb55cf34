/** The vocabulary and the engine. */
@NullMarked
package io.gatehouse;

import org.jspecify.annotations.NullMarked;
