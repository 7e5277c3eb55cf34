package io.gatehouse.config;

import io.gatehouse.login.ReturnTo;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.PasswordPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Login by password.
 *
 * @param passwords what new passwords must be like
 * @param hashing how they are hashed
 * @param formHome where the login by an HTML form leads; empty if there is none
 */
record LoginSection(PasswordPolicy passwords, Argon2Policy hashing, Optional<ReturnTo> formHome) {
    private static final String GROUP = "gatehouse.login.";

    static final Key<Boolean> ENABLED = new Key<>(
            GROUP + "enabled",
            ValueType.FLAG,
            "PasswordLogin.of,PasswordChange.of,LoginEndpoints.of",
            "false",
            "Switches on login by password: for tokens, if they are on, and for sessions, if they are.");
    static final Key<ReturnTo> FORM = new Key<>(
            GROUP + "form-home",
            new ValueType<>("path", LoginSection::page),
            "FormLogin.of",
            "",
            "Switches on login by an HTML form on `gatehouse.login-page` that posts `email`, `password` and perhaps `returnTo` to"
                    + " `/api/auth/form`, and says where people go then if `returnTo` doesn't.");
    static final Key<Integer> MIN_LENGTH = new Key<>(
            GROUP + "min-password-length",
            ValueType.COUNT,
            "PasswordPolicy.withMinLength",
            String.valueOf(PasswordPolicy.MIN_LENGTH),
            "The shortest new password, in characters, at least 15.");
    static final Key<List<String>> WORDS = new Key<>(
            GROUP + "context-words",
            ValueType.LIST,
            "PasswordPolicy.withContextWords",
            "",
            "Words that add nothing to a password, such as the name of the service.");
    static final Key<Long> MEMORY = new Key<>(
            GROUP + "argon2-memory",
            ValueType.SIZE,
            "Argon2Policy.new",
            "19MiB",
            "The memory that hashing a password takes.");
    static final Key<Integer> ITERATIONS = new Key<>(
            GROUP + "argon2-iterations",
            ValueType.COUNT,
            "Argon2Policy.new",
            "2",
            "How often it goes over that memory.");
    static final Key<Integer> PARALLELISM =
            new Key<>(GROUP + "argon2-parallelism", ValueType.COUNT, "Argon2Policy.new", "1", "In how many lanes.");

    static List<Key<?>> keyList() {
        return List.of(ENABLED, FORM, MIN_LENGTH, WORDS, MEMORY, ITERATIONS, PARALLELISM);
    }

    static Optional<LoginSection> read(Reading reading) {
        if (!reading.isOn(ENABLED)) {
            return Optional.empty();
        }
        PasswordPolicy passwords = PasswordPolicy.standard();
        passwords = reading.apply(passwords, MIN_LENGTH, PasswordPolicy::withMinLength);
        passwords = reading.apply(passwords, WORDS, PasswordPolicy::withContextWords);
        Argon2Policy hashing = Argon2Policy.standard();
        hashing = reading.apply(
                hashing,
                MEMORY,
                (it, bytes) -> new Argon2Policy(
                        (int) Math.min(bytes / 1024, Integer.MAX_VALUE), it.iterations(), it.parallelism()));
        hashing = reading.apply(
                hashing, ITERATIONS, (it, times) -> new Argon2Policy(it.memoryKiB(), times, it.parallelism()));
        hashing = reading.apply(
                hashing, PARALLELISM, (it, lanes) -> new Argon2Policy(it.memoryKiB(), it.iterations(), lanes));
        return Optional.of(new LoginSection(passwords, hashing, reading.find(FORM)));
    }

    private static ReturnTo page(String text) {
        return ReturnTo.parse(text)
                .orElseThrow(() -> new WrongValueException(
                        "is \"" + text + "\", which is no path of this application: write one like /home"));
    }
}
