/** An application with MicroProfile JWT, which the server does itself, beside an engine. */
@NullMarked
package io.gatehouse.it.ee.mpjwt;

import org.jspecify.annotations.NullMarked;
