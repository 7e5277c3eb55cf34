package io.gatehouse.token;

/**
 * An issuer whose opaque access tokens are accepted: what its answers must be like, and how it is asked. The counterpart of {@link
 * TrustedIssuer}.
 *
 * @param policy what it must answer
 * @param server how it is asked
 */
public record IntrospectedIssuer(IntrospectionPolicy policy, TokenIntrospector server) {}
