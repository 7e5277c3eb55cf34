/** Serves the example WAR on an embedded Tomcat; not part of the WAR. */
@NullMarked
package io.gatehouse.example.server;

import org.jspecify.annotations.NullMarked;
