package io.gatehouse.token;

import io.gatehouse.Rejection;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The members of a token's header that are understood. Not trusted: it only says which key to try.
 *
 * @param algorithm the {@code alg}
 * @param kid the {@code kid}
 * @param type the {@code typ}
 */
record JwtHeader(SignatureAlgorithm algorithm, Optional<String> kid, Optional<String> type) {
    /**
     * Members that change what a token is or where its key comes from: crit (RFC 7515 section 4.1.11; no extension is implemented, so any
     * is refused), b64 (RFC 7797), zip and enc (RFC 7516), cty (RFC 7519 section 5.2, nested tokens), and keys or addresses of keys (RFC
     * 7515 sections 4.1.2 to 4.1.6), which are never followed. Thumbprints of certificates (x5t) are harmless and ignored.
     */
    private static final List<String> REFUSED = List.of("crit", "b64", "zip", "enc", "cty", "jwk", "jku", "x5u", "x5c");

    static JwtHeader parse(byte[] json) throws Rejection {
        JsonObject header;
        try {
            header = Json.parseObject(json);
        } catch (JsonException e) {
            throw new Rejection(TokenProblems.TOKEN_MALFORMED, "header: " + e.getMessage());
        }
        for (String name : REFUSED) {
            if (header.has(name)) {
                throw invalid("header member " + name);
            }
        }
        try {
            Optional<String> kid = header.string("kid");
            if (kid.isPresent() && kid.get().length() > Jwk.MAX_KID) {
                throw invalid("the kid has " + kid.get().length() + " characters");
            }
            return new JwtHeader(algorithm(header), kid, header.string("typ"));
        } catch (JsonException e) {
            throw invalid("header: " + e.getMessage());
        }
    }

    private static SignatureAlgorithm algorithm(JsonObject header) throws JsonException, Rejection {
        Optional<String> name = header.string("alg");
        if (name.isEmpty()) {
            throw invalid("alg is missing");
        }
        return SignatureAlgorithm.find(name.get()).orElseThrow(() -> invalid("unknown alg " + name.get()));
    }

    private static Rejection invalid(String reason) {
        return new Rejection(TokenProblems.TOKEN_INVALID, reason);
    }
}
