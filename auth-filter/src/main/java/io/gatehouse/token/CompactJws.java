package io.gatehouse.token;

import io.gatehouse.Rejection;
import java.nio.charset.StandardCharsets;

/** The three decoded parts of a token (RFC 7515 section 7.1). Syntax only: nothing in it is trusted. */
final class CompactJws {
    private final byte[] header;
    private final byte[] payload;
    private final byte[] signature;
    private final byte[] input;

    private CompactJws(byte[] header, byte[] payload, byte[] signature, byte[] input) {
        this.header = header;
        this.payload = payload;
        this.signature = signature;
        this.input = input;
    }

    static CompactJws parse(String token) throws Rejection {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            // Five parts would be a JWE (RFC 7516 section 3.1); braces a JSON serialization
            throw malformed("not exactly three parts");
        }
        byte[] header = part(token, 0, first, "header");
        byte[] payload = part(token, first + 1, second, "payload");
        byte[] signature = part(token, second + 1, token.length(), "signature");
        byte[] input = token.substring(0, second).getBytes(StandardCharsets.US_ASCII);
        return new CompactJws(header, payload, signature, input);
    }

    /** The header's JSON. */
    byte[] header() {
        return header;
    }

    /** The claims' JSON. */
    byte[] payload() {
        return payload;
    }

    byte[] signature() {
        return signature;
    }

    /** What the signature is over. */
    byte[] input() {
        return input;
    }

    private static byte[] part(String token, int from, int to, String name) throws Rejection {
        byte[] bytes = Base64Url.decode(token.substring(from, to));
        if (bytes == null || bytes.length == 0) {
            throw malformed("the " + name + " is empty or not base64url");
        }
        return bytes;
    }

    private static Rejection malformed(String reason) {
        return new Rejection(TokenProblems.TOKEN_MALFORMED, reason);
    }
}
