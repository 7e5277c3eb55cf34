package io.gatehouse.password;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked of new passwords (NIST SP 800-63B-4 section 3.1.1.2): length, and that they are not among those which are tried
 * first. No composition rules and no expiry. Applies when a password is set, never at login: an old password goes on working.
 * Immutable.
 *
 * @param minLength the fewest code points, after Unicode NFC
 * @param shortAllowed true if the application enforces a second factor
 * @param contextWords names of the product, the company and the like, which do not count towards the length
 */
public record PasswordPolicy(int minLength, boolean shortAllowed, Set<String> contextWords) {
    /** The fewest code points where the password is the only factor. */
    public static final int MIN_LENGTH = 15;
    /** The fewest code points beside an enforced second factor. */
    public static final int MIN_LENGTH_WITH_SECOND_FACTOR = 8;
    /** The most code points that a policy may ask for. */
    public static final int MAX_MIN_LENGTH = 64;
    /** The most code points. */
    public static final int MAX_LENGTH = PasswordText.MAX_CODE_POINTS;

    private static final CommonPasswords COMMON = CommonPasswords.load();

    /**
     * Checks the length and brings the words into the form that they are compared in.
     *
     * @throws IllegalArgumentException if the length is below what the factors ask for, or above {@value #MAX_MIN_LENGTH}
     */
    public PasswordPolicy {
        int least = shortAllowed ? MIN_LENGTH_WITH_SECOND_FACTOR : MIN_LENGTH;
        if (minLength < least || minLength > MAX_MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "the shortest password has " + least + " to " + MAX_MIN_LENGTH + " characters, not " + minLength);
        }
        contextWords = contextWords.stream().map(Folding::fold).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * {@value #MIN_LENGTH} code points, no context words.
     *
     * @return the policy
     */
    public static PasswordPolicy standard() {
        return new PasswordPolicy(MIN_LENGTH, false, Set.of());
    }

    /**
     * Asks for longer passwords.
     *
     * @param value the fewest code points
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public PasswordPolicy withMinLength(int value) {
        return new PasswordPolicy(value, shortAllowed, contextWords);
    }

    /**
     * Takes passwords of {@value #MIN_LENGTH_WITH_SECOND_FACTOR} code points. A weakening: only for applications that let nobody in
     * without a second factor.
     *
     * @return a changed copy
     */
    public PasswordPolicy allowShortPasswordsWithSecondFactor() {
        return new PasswordPolicy(MIN_LENGTH_WITH_SECOND_FACTOR, true, contextWords);
    }

    /**
     * Names the words that an attacker would think of here.
     *
     * @param words the product's and the company's name and the like; those of fewer than {@value Folding#MIN_WORD} characters are
     *     ignored
     * @return a changed copy
     */
    public PasswordPolicy withContextWords(Collection<String> words) {
        return new PasswordPolicy(minLength, shortAllowed, Set.copyOf(words));
    }

    /**
     * Says why a password can't be used.
     *
     * @param password the new password, as typed
     * @param personal what is known of the person: e-mail address, name
     * @return the reason, for the person; empty if it can be used
     */
    public Optional<String> refuse(String password, List<String> personal) {
        if (!PasswordText.isUnicode(password)) {
            return Optional.of("The password is not valid Unicode text.");
        }
        Optional<String> normal = PasswordText.normal(password);
        if (normal.isEmpty()) {
            return Optional.of("Use at most " + MAX_LENGTH + " characters.");
        }
        if (PasswordText.length(normal.get()) < minLength) {
            return Optional.of("Use at least " + minLength + " characters.");
        }
        String folded = Folding.fold(normal.get());
        if (Folding.period(folded) < minLength) {
            return Optional.of("The password repeats a text that is too short by itself.");
        }
        if (COMMON.contains(folded)) {
            return Optional.of(
                    "The password is a common one, or made of common words, sequences or keys side by side.");
        }
        if (Folding.lengthWithout(folded, Folding.words(contextWords, personal)) < minLength) {
            return Optional.of("Names of this service and of yourself do not count: add at least as many characters.");
        }
        return Optional.empty();
    }
}
