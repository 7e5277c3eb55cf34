/** An application that signs people in by the server's own OpenID Connect, beside an engine. */
@NullMarked
package io.gatehouse.it.ee.oidc;

import org.jspecify.annotations.NullMarked;
