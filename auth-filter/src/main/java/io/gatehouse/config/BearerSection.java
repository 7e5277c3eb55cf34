package io.gatehouse.config;

import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.IntrospectedIssuer;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.TokenRevocation;
import io.gatehouse.token.TrustedIssuer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Bearer tokens of whatever issuer.
 *
 * @param remembered how many are remembered
 * @param provider what checks signatures
 * @param opaque whose opaque tokens are accepted
 */
record BearerSection(Optional<Integer> remembered, Optional<String> provider, Optional<IntrospectedIssuer> opaque) {
    static final Key<Integer> REMEMBERED = new Key<>(
            "gatehouse.bearer.remembered-tokens",
            ValueType.COUNT,
            "BearerAuthentication.withRememberedTokens",
            "10000",
            "How many tokens that were verified are remembered; 0 for none.");
    static final Key<String> PROVIDER = new Key<>(
            "gatehouse.bearer.signature-provider",
            ValueType.TEXT,
            "JwtVerifier.withSignatureProvider",
            "the fastest",
            "The name of the registered security provider that checks signatures.");

    static List<Key<?>> keyList() {
        return List.of(REMEMBERED, PROVIDER);
    }

    /**
     * Reads the section.
     *
     * @param signed whether there is an issuer of signed tokens
     */
    static BearerSection read(Reading reading, boolean signed, Clock clock) {
        Optional<IntrospectedIssuer> opaque = IntrospectionSection.read(reading, clock);
        boolean any = signed || reading.hasAny(IntrospectionSection.keyList());
        Optional<Integer> remembered = any ? reading.find(REMEMBERED) : Optional.empty();
        if (remembered.orElse(0) < 0) {
            reading.problem(REMEMBERED, "can't be used: the number of remembered tokens is 0 or more");
        }
        Optional<String> provider = signed ? reading.find(PROVIDER) : Optional.empty();
        return new BearerSection(remembered, provider, opaque);
    }

    /** The scheme; empty if nobody's tokens are accepted. */
    Optional<BearerAuthentication> scheme(List<TrustedIssuer> issuers, TokenRevocation revocation, Clock clock) {
        if (issuers.isEmpty()) {
            return opaque.map(it -> remembering(BearerAuthentication.introspecting(it, clock)));
        }
        JwtVerifier verifier = JwtVerifier.of(issuers.toArray(TrustedIssuer[]::new));
        JwtVerifier chosen = provider.map(verifier::withSignatureProvider).orElse(verifier);
        BearerAuthentication bearer = BearerAuthentication.of(chosen, revocation, clock);
        return Optional.of(remembering(opaque.map(bearer::withIntrospection).orElse(bearer)));
    }

    private BearerAuthentication remembering(BearerAuthentication bearer) {
        return remembered.map(bearer::withRememberedTokens).orElse(bearer);
    }
}
