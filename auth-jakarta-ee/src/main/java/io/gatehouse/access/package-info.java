/** The annotations that say who may call a JAX-RS resource, a servlet or a CDI bean. */
@NullMarked
package io.gatehouse.access;

import org.jspecify.annotations.NullMarked;
