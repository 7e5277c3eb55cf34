package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import java.util.List;

/** Finds the token of a request (RFC 6750 section 2). The only place for one is the header. */
final class BearerCredential {
    private static final String SCHEME = "Bearer";
    private static final String HEADER = "Authorization";

    /** RFC 6750 section 2.3 and RFC 9700 section 4.3.2: addresses end up in logs and histories. */
    private static final String QUERY_PARAMETER = "access_token";

    private BearerCredential() {}

    /** Whether anything in the request is meant for this scheme, well-formed or not. */
    static boolean isPresent(AuthRequest request) {
        for (String value : request.headers(HEADER)) {
            if (isBearer(value)) {
                return true;
            }
        }
        return !request.queryParameters(QUERY_PARAMETER).isEmpty();
    }

    static String parse(AuthRequest request, int limit) throws Rejection {
        if (!request.queryParameters(QUERY_PARAMETER).isEmpty()) {
            throw new Rejection(Problem.of(RequestProblems.REQUEST_MALFORMED, "a token in the query")
                    .withDetail("Send the token in the Authorization header, never in the URL."));
        }
        List<String> values = request.headers(HEADER);
        if (values.size() != 1) {
            throw new Rejection(RequestProblems.CREDENTIALS_AMBIGUOUS, values.size() + " Authorization headers");
        }
        String value = values.get(0);
        int start = SCHEME.length() + 1;
        if (value.length() <= start || value.charAt(start - 1) != ' ' || !isBearer(value)) {
            throw new Rejection(TokenProblems.TOKEN_MALFORMED, "not one scheme, one space and one token");
        }
        if (value.length() - start > limit) {
            throw new Rejection(TokenProblems.TOKEN_MALFORMED, "a token of more than " + limit + " characters");
        }
        return value.substring(start);
    }

    /** RFC 9110 section 11.1: the scheme's case does not matter; it ends where the token characters end. */
    private static boolean isBearer(String value) {
        int length = SCHEME.length();
        int start = 0;
        while (start < value.length() && (value.charAt(start) == ' ' || value.charAt(start) == '\t')) {
            start++;
        }
        return value.regionMatches(true, start, SCHEME, 0, length)
                && (value.length() == start + length || !isTokenCharacter(value.charAt(start + length)));
    }

    private static boolean isTokenCharacter(char c) {
        boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
