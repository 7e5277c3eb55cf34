/** What Soteria needs besides on Tomcat. */
@NullMarked
package io.gatehouse.it.ee.tomcat;

import org.jspecify.annotations.NullMarked;
