/**
 * Secrets that can be neither printed nor compared wrongly.
 *
 * <p>Entry type: {@link io.gatehouse.secret.OpaqueToken}, a random credential of which stores keep the id and a {@link
 * io.gatehouse.secret.SecretHash} only. {@link io.gatehouse.secret.SealedText} keeps a text readable only to whoever holds another
 * secret, such as the application's {@link io.gatehouse.secret.SealingKey}.
 *
 * <p>Not here: passwords, which are guessable and need a slow hash; see {@code io.gatehouse.password}.
 *
 * <p>Specifications: FIPS 180-4 (SHA-256), RFC 2104 (HMAC), NIST SP 800-38D (GCM), RFC 4648 section 5 (base64url).
 *
 * <p>Threats: a stolen store (digests only, {@code SecretHash}), timing of comparisons ({@code SecretHash#matches}), logs
 * ({@code toString} of every type here), weak randomness (256 bits of {@link java.security.SecureRandom}).
 */
@NullMarked
package io.gatehouse.secret;

import org.jspecify.annotations.NullMarked;
