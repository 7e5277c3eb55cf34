/**
 * Passwords: hashing, the rules for new ones, login and change.
 *
 * <p>Entry types: {@link io.gatehouse.password.PasswordLogin} and {@link io.gatehouse.password.PasswordChange}, over a
 * {@link io.gatehouse.password.PasswordStore}. {@link io.gatehouse.password.PasswordVerifier} proves a password without
 * beginning a login, {@link io.gatehouse.password.PasswordHashing} makes hashes,
 * {@link io.gatehouse.password.HashingGate} bounds what that may take, {@link io.gatehouse.password.PasswordPolicy} judges new
 * passwords.
 *
 * <p>Not here: registration and reset, which are the application's; what a login hands out ({@link io.gatehouse.login.Grant}); second
 * factors; a {@code grant_type=password}, which RFC 9700 section 2.4 forbids.
 *
 * <p>Specifications: RFC 9106 (Argon2), NIST SP 800-63B-4 section 3.1.1 (passwords), OWASP ASVS 5.0 chapters 6.2, 6.3 and 11.4, RFC
 * 8018 section 5.2 (PBKDF2).
 *
 * <p>Threats: a stolen store ({@code Argon2Policy}), guessing ({@code LoginThrottle} before any hashing, {@code CountedCheck} in all, {@code
 * PasswordPolicy}),
 * finding out who has an account (one answer and one hash, {@code PasswordHashing#matches}), exhaustion by hashing
 * ({@code HashingGate}) and by stored hashes of absurd cost ({@code PasswordHash#parse}), passwords that only look equal
 * ({@code PasswordText}), a rehash that undoes a change ({@code PasswordStore#replace}), logins that outlive a change
 * ({@code PasswordChangeEndpoint}, {@code PasswordVerifier#confirm}).
 */
@NullMarked
package io.gatehouse.password;

import org.jspecify.annotations.NullMarked;
