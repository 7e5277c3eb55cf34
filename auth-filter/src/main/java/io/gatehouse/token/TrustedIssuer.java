package io.gatehouse.token;

/**
 * An issuer whose tokens are accepted: what they must be like, and the keys that only this issuer's tokens are checked with.
 *
 * @param policy what its tokens must be like
 * @param keys its keys
 */
public record TrustedIssuer(JwtPolicy policy, KeySource keys) {}
