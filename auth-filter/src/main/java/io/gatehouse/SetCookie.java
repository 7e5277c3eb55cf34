package io.gatehouse;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A {@code Set-Cookie} field (RFC 6265bis section 4.1): always {@code HttpOnly}, {@code Path=/} and without {@code Domain}.
 *
 * @param name the name, a token
 * @param value the value: printable ASCII without space, quote, comma, semicolon and backslash
 * @param maxAge how long the browser keeps it, at most 400 days; empty until it is closed; zero deletes it
 * @param sameSite when the browser attaches it
 * @param secure whether it goes over https only; may be false on localhost only
 */
public record SetCookie(String name, String value, Optional<Duration> maxAge, SameSite sameSite, boolean secure) {
    /** When a browser attaches a cookie to requests that another site causes. */
    public enum SameSite {
        /** Never. */
        STRICT,
        /** On top-level navigation with a safe method. */
        LAX
    }

    private static final int MAX_LENGTH = 4096;
    private static final Duration MAX_AGE = Duration.ofDays(400);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is not allowed, or a {@code __Host-} cookie is not secure
     */
    public SetCookie {
        if (name.isEmpty() || !name.chars().allMatch(SetCookie::isTokenChar)) {
            throw new IllegalArgumentException("a cookie's name is a token");
        }
        if (!value.chars().allMatch(SetCookie::isCookieOctet) || name.length() + value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("cookie " + name + " has a value that can't be sent");
        }
        if (maxAge.isPresent() && (maxAge.get().isNegative() || maxAge.get().compareTo(MAX_AGE) > 0)) {
            throw new IllegalArgumentException("cookie " + name + " lives 0 to 400 days");
        }
        if (!secure && name.toLowerCase(Locale.ROOT).startsWith("__")) {
            throw new IllegalArgumentException("cookie " + name + " has a prefix that browsers accept over https only");
        }
    }

    /**
     * The cookie that deletes this one: same name and attributes.
     *
     * @return the deleting cookie
     */
    public SetCookie deleted() {
        return new SetCookie(name, "", Optional.of(Duration.ZERO), sameSite, secure);
    }

    /**
     * The field's value.
     *
     * @return the text after {@code Set-Cookie:}
     */
    public String headerValue() {
        StringBuilder out = new StringBuilder(name).append('=').append(value).append("; Path=/; HttpOnly");
        maxAge.ifPresent(age -> out.append("; Max-Age=").append(age.toSeconds()));
        out.append("; SameSite=").append(sameSite == SameSite.STRICT ? "Strict" : "Lax");
        if (secure) {
            out.append("; Secure");
        }
        return out.toString();
    }

    /** Never shows the value. */
    @Override
    public String toString() {
        return "SetCookie[" + name + "]";
    }

    private static boolean isTokenChar(int c) {
        return c > 0x20 && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }

    private static boolean isCookieOctet(int c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
    }
}
