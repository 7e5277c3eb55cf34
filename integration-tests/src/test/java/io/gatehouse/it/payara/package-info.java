/** A small application for a Jakarta EE server, with the stores on the server's own transactions; packed and deployed by a test. */
@NullMarked
package io.gatehouse.it.payara;

import org.jspecify.annotations.NullMarked;
