/** An ordinary servlet application. */
@NullMarked
package io.gatehouse.example;

import org.jspecify.annotations.NullMarked;
