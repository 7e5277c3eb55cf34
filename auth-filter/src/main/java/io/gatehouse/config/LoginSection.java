package io.gatehouse.config;

import io.gatehouse.login.ReturnTo;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.HashingGate;
import io.gatehouse.password.PasswordPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Login by password.
 *
 * @param passwords what new passwords must be like
 * @param hashing how they are hashed
 * @param limits how often logins may fail
 * @param gate how many are hashed at once
 * @param formPage the page with a form, if there is one
 * @param formHome where people go after it
 */
record LoginSection(
        PasswordPolicy passwords,
        Argon2Policy hashing,
        LoginLimits limits,
        HashingGate gate,
        Optional<ReturnTo> formPage,
        ReturnTo formHome) {
    private static final String GROUP = "gatehouse.login.";

    static final Key<Boolean> ENABLED = new Key<>(
            GROUP + "enabled",
            ValueType.FLAG,
            "PasswordLogin.of,PasswordChange.of,LoginEndpoints.of",
            "false",
            "Switches on login by password: for tokens, if they are on, and for sessions, if they are.");
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

    static final Key<Integer> WAITING = new Key<>(
            GROUP + "hashing-queue",
            ValueType.COUNT,
            "HashingGate.withQueue,PasswordHashing.withGate",
            String.valueOf(HashingGate.DEFAULT_WAITING),
            "How many requests may wait for the memory that hashing takes.");
    static final Key<Duration> DEADLINE = new Key<>(
            GROUP + "hashing-wait",
            ValueType.DURATION,
            "HashingGate.withQueue",
            "2s",
            "How long one of them waits, at most a minute.");
    static final Key<ReturnTo> FORM_PAGE = new Key<>(
            GROUP + "form-page",
            new ValueType<>("path", SignInSection::page),
            "FormLogin.of",
            "",
            "Switches on login by an HTML form without a script, which is posted to `/api/auth/form` and ends in a session: the page with the"
                    + " form, where people go if the login fails, without the context path. A rule must open it.");
    static final Key<ReturnTo> FORM_HOME = new Key<>(
            GROUP + "form-home",
            new ValueType<>("path", SignInSection::page),
            "FormLogin.of",
            "/",
            "Where people go after it, if the form does not say.");

    static List<Key<?>> keyList() {
        return Stream.concat(
                        Stream.<Key<?>>of(
                                ENABLED,
                                MIN_LENGTH,
                                WORDS,
                                MEMORY,
                                ITERATIONS,
                                PARALLELISM,
                                WAITING,
                                DEADLINE,
                                FORM_PAGE,
                                FORM_HOME),
                        LoginLimits.keyList().stream())
                .toList();
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
        HashingGate gate = HashingGate.forPolicy(hashing);
        int waiting = reading.find(WAITING).orElse(HashingGate.DEFAULT_WAITING);
        gate = reading.apply(gate, WAITING, (it, most) -> it.withQueue(most, HashingGate.DEFAULT_DEADLINE));
        gate = reading.apply(gate, DEADLINE, (it, longest) -> it.withQueue(Math.max(waiting, 0), longest));
        Optional<ReturnTo> page = reading.find(FORM_PAGE);
        Optional<ReturnTo> home = reading.find(FORM_HOME);
        if (home.isPresent() && !reading.has(FORM_PAGE)) {
            reading.problem(FORM_HOME, "has no effect: " + FORM_PAGE.name() + " names no page");
        }
        return Optional.of(new LoginSection(
                passwords, hashing, LoginLimits.read(reading), gate, page, home.orElse(new ReturnTo("/"))));
    }
}
