/** What only RESTEasy can be asked for: a look at sub-resource locators before they run. Loaded by RESTEasy only. */
@NullMarked
package io.gatehouse.rest.resteasy;

import org.jspecify.annotations.NullMarked;
