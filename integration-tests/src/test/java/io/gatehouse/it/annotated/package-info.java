/** An application of JAX-RS resources that say by annotations who may call them. The same WAR runs on every server. */
@NullMarked
package io.gatehouse.it.annotated;

import org.jspecify.annotations.NullMarked;
