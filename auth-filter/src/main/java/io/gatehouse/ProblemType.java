package io.gatehouse;

import java.util.Locale;

/**
 * A kind of problem, as a client can tell it apart (RFC 9457). Defined beside the scheme that causes it; a code is never reused
 * for something else.
 *
 * @param code UPPER_SNAKE, stable
 * @param status the HTTP status, 400 to 599
 * @param title a short summary that is the same for every occurrence
 * @param detail what the client may do about it, unless the problem says more
 * @param event as what it is reported
 */
public record ProblemType(String code, int status, String title, String detail, AuthEvent.Type event) {
    /**
     * A kind of problem that is reported as a refusal.
     *
     * @param code UPPER_SNAKE, stable
     * @param status the HTTP status, 400 to 599
     * @param title a short summary that is the same for every occurrence
     * @param detail what the client may do about it, unless the problem says more
     */
    public ProblemType(String code, int status, String title, String detail) {
        this(code, status, title, detail, AuthEvent.Type.REFUSED);
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the code is not UPPER_SNAKE or the status is no error
     */
    public ProblemType {
        if (code.isEmpty() || !code.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_')) {
            throw new IllegalArgumentException("a problem code is UPPER_SNAKE: " + code);
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem's status is 400 to 599: " + status);
        }
    }

    /**
     * Reports it as something more telling than a refusal.
     *
     * @param value what is reported
     * @return a changed copy
     */
    public ProblemType reportedAs(AuthEvent.Type value) {
        return new ProblemType(code, status, title, detail, value);
    }

    /**
     * The {@code type} member: a stable name, not an address (RFC 9457 section 3.1.1).
     *
     * @return for instance {@code urn:gatehouse:problem:token-expired}
     */
    public String uri() {
        return "urn:gatehouse:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
