/**
 * Sessions for browsers: a cookie with a random id, and a record on the server that can be listed and ended.
 *
 * <p>Entry types: {@link io.gatehouse.session.Sessions} and {@link io.gatehouse.session.SessionPolicy}; {@link
 * io.gatehouse.session.SessionStore} is what an application or one of our stores implements.
 *
 * <p>In the order of a request: {@code SessionAuthentication} finds the cookie, {@code SessionCookie} names and reads it, {@code
 * SessionVerifier} decides whether the session is good and notes that it was used. {@code SessionGrant} begins sessions, {@code
 * SessionLogins} lists and ends them.
 *
 * <p>Not here: the proof that a request comes from the same site, which the engine demands for every cookie; the container's own
 * {@code HttpSession}, whose id the servlet adapter changes at login.
 *
 * <p>Specifications: RFC 6265bis (cookies, {@code __Host-} prefix), OWASP ASVS 5.0 chapters 3.3 and 7, NIST SP 800-63B-4 section 5
 * (session secrets, idle and overall time-outs).
 *
 * <p>Threats: a stolen store (digests only, {@link io.gatehouse.secret.SecretHash}), guessing (256 random bits, {@link
 * io.gatehouse.secret.OpaqueToken}), fixation (a new id at each login, {@code SessionGrant}), cookies that a neighbouring host tosses
 * ({@code __Host-}, and two of one name are refused, {@code SessionAuthentication}), sessions that outlive a logout ({@code
 * SessionStore#touch} revives none), an account with sessions without number ({@code SessionGrant}).
 */
@NullMarked
package io.gatehouse.session;

import org.jspecify.annotations.NullMarked;
