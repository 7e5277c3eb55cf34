/** What only Jersey can be asked for: a look at sub-resource locators before they run. Loaded by Jersey only. */
@NullMarked
package io.gatehouse.rest.jersey;

import org.jspecify.annotations.NullMarked;
