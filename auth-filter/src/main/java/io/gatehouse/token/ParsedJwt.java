package io.gatehouse.token;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signed JWT of which only the syntax was read (RFC 7519 section 7.2). Nothing in it is to be believed before {@link
 * JwtSignatures#verify} and checks of its claims: {@link JwtVerifier} does both for access tokens; other kinds of tokens have rules of
 * their own. Immutable.
 */
public final class ParsedJwt {
    private final CompactJws jws;
    private final JwtHeader header;
    private final JsonObject claims;

    private ParsedJwt(CompactJws jws, JwtHeader header, JsonObject claims) {
        this.jws = jws;
        this.header = header;
        this.claims = claims;
    }

    /**
     * Reads a token's syntax.
     *
     * @param token the token's text, as received
     * @param maxLength the longest text that is read, in characters
     * @return the token, not trusted
     * @throws Rejection {@code TOKEN_MALFORMED} or {@code TOKEN_INVALID} if it is too long, no signed JWT, by an unknown algorithm, or its
     *     header has members that change its meaning
     */
    public static ParsedJwt parse(String token, int maxLength) throws Rejection {
        if (token.length() > maxLength) {
            throw new Rejection(TokenProblems.TOKEN_MALFORMED, token.length() + " characters, more than " + maxLength);
        }
        CompactJws jws = CompactJws.parse(token);
        JwtHeader header = JwtHeader.parse(jws.header());
        try {
            return new ParsedJwt(jws, header, Json.parseObject(jws.payload()));
        } catch (JsonException e) {
            throw new Rejection(TokenProblems.TOKEN_MALFORMED, "payload: " + e.getMessage());
        }
    }

    /**
     * What it says that it is signed by.
     *
     * @return the {@code alg}; never {@code none}
     */
    public SignatureAlgorithm algorithm() {
        return header.algorithm();
    }

    /**
     * What it says that it is.
     *
     * @return the {@code typ}, if it has one
     */
    public Optional<String> type() {
        return header.type();
    }

    /**
     * What it says.
     *
     * @return the claims
     */
    public JsonObject claims() {
        return claims;
    }

    JwtHeader header() {
        return header;
    }

    /** The key among those given that verifies the signature. */
    VerificationKey verify(KeySource keys, Signatures signatures, Instant now) throws Rejection {
        Optional<String> kid = header.kid();
        List<VerificationKey> candidates = keys.find(kid, header.algorithm());
        boolean tried = false;
        for (VerificationKey key : candidates) {
            if (key.isLive(now) && isMeant(key)) {
                tried = true;
                if (signatures.verify(key, jws.input(), jws.signature())) {
                    return key;
                }
            }
        }
        throw new Rejection(
                TokenProblems.TOKEN_INVALID,
                tried
                        ? "the signature is wrong"
                        : "no " + header.algorithm().joseName() + " key of kid " + kid.orElse("(none)"));
    }

    /** Asked again of what a key source answers, since anybody may write one: same name, same algorithm (RFC 8725 section 3.1). */
    private boolean isMeant(VerificationKey key) {
        return key.isFor(header.algorithm())
                && (header.kid().isEmpty() || key.kid().equals(header.kid()));
    }

    /** Never shows claims. */
    @Override
    public String toString() {
        return "ParsedJwt[" + header.algorithm().joseName() + "]";
    }
}
