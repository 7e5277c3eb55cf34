/**
 * What surrounds any login, whichever way it was made: accounts, throttling, and the list of live logins.
 *
 * <p>Entry types: {@link io.gatehouse.login.AccountStore} and {@link io.gatehouse.login.LoginEndpoints}. A way of signing in ends in
 * a {@link io.gatehouse.login.Grant}, which hands out tokens or a cookie; whatever a grant hands out is listed and ended through
 * {@link io.gatehouse.login.LiveLogins}. Schemes meet through these two only and never know each other.
 *
 * <p>Not here: passwords, tokens, sessions and providers.
 *
 * <p>Specifications: NIST SP 800-63B-4 section 3.2.2 (throttling), OWASP ASVS 5.0 chapters 6.3 and 7.4.
 *
 * <p>Threats: guessing and stuffing ({@code LoginThrottle}), locking somebody out by guessing ({@code KnownDevices}), logins that outlive a logout ({@code LogoutEndpoint}), ending or seeing
 * somebody else's login ({@code LiveLogins#end}).
 */
@NullMarked
package io.gatehouse.login;

import org.jspecify.annotations.NullMarked;
