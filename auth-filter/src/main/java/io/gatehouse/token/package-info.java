/**
 * Bearer tokens: JSON Web Tokens, the keys behind them, and the scheme that accepts them.
 *
 * <p>Entry types: {@link io.gatehouse.token.BearerAuthentication}, made of a {@link io.gatehouse.token.JwtVerifier}, made of one {@link
 * io.gatehouse.token.TrustedIssuer} per issuer: a {@link io.gatehouse.token.JwtPolicy} and a {@link io.gatehouse.token.KeySource}, which
 * is the application's own {@link io.gatehouse.token.KeyRing} or a {@link io.gatehouse.token.RemoteJwkSet}. Opaque tokens are accepted from an
 * {@link io.gatehouse.token.IntrospectedIssuer}, which is asked about each.
 *
 * <p>Not here: encrypted tokens (JWE), JSON serializations, unencoded payloads, certificates in headers, proof of possession. All are
 * refused.
 *
 * <p>Specifications: RFC 7515 (JWS), RFC 7517 and 7638 (JWK), RFC 7518, 8037 and 9864 (algorithms), RFC 7519 (JWT), RFC 8725 (best
 * practice), RFC 9068 (access tokens), RFC 6750 (bearer), RFC 7662 (introspection).
 *
 * <p>Threats: algorithm confusion and weak keys ({@link io.gatehouse.token.SignatureAlgorithm}, {@link
 * io.gatehouse.token.VerificationKey}), parser tricks ({@code CompactJws}, {@code JwtHeader}), keys brought along by the token ({@code
 * JwtHeader}), one issuer speaking for another ({@link io.gatehouse.token.JwtVerifier}), tokens of another kind or for somebody else
 * ({@code ClaimsCheck}), a key server that is slow, down or hostile ({@link io.gatehouse.token.RemoteJwkSet}), tokens that outlive
 * their key or login ({@code RememberedTokens}), answers about other tokens and floods of random ones ({@code IntrospectionCheck}, {@code
 * Introspections}).
 */
@NullMarked
package io.gatehouse.token;

import org.jspecify.annotations.NullMarked;
