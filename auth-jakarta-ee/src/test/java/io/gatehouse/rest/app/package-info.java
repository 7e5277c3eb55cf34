/** Annotated resources, as an application would write them. */
@NullMarked
package io.gatehouse.rest.app;

import org.jspecify.annotations.NullMarked;
