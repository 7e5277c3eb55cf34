package io.gatehouse.password;

import java.util.Locale;
import java.util.Optional;

/**
 * What a person types to say who they are, mostly an e-mail address, in the one form in which it is stored and looked up: stripped
 * and in lower case. Counting attempts uses the same form, so that another spelling gives no further attempts. Immutable.
 *
 * @param value the name: 1 to {@value #MAX_LENGTH} characters, no control characters
 */
public record LoginName(String value) {
    /** The longest name: that of the longest e-mail address (RFC 5321 section 4.5.3.1). */
    public static final int MAX_LENGTH = 320;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is in another form than {@link #parse} gives
     */
    public LoginName {
        if (!normal(value).equals(value) || !isUsable(value)) {
            throw new IllegalArgumentException("a login name is stripped, in lower case and has 1 to " + MAX_LENGTH
                    + " characters, none of them a control character");
        }
    }

    /**
     * Reads a name.
     *
     * @param typed the name, as typed
     * @return the name, or empty if nobody can have it
     */
    public static Optional<LoginName> parse(String typed) {
        if (typed.length() > 2 * MAX_LENGTH) {
            return Optional.empty();
        }
        String normal = normal(typed);
        return isUsable(normal) ? Optional.of(new LoginName(normal)) : Optional.empty();
    }

    /**
     * Reads a name that must be usable.
     *
     * @param typed the name, as typed
     * @return the name
     * @throws IllegalArgumentException if nobody can have it
     */
    public static LoginName of(String typed) {
        return parse(typed).orElseThrow(() -> new IllegalArgumentException("not a login name"));
    }

    /** As in {@link io.gatehouse.login.LoginThrottle}: what is one name there must be one here. */
    private static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isUsable(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.chars().noneMatch(Character::isISOControl)
                && PasswordText.isUnicode(value);
    }
}
