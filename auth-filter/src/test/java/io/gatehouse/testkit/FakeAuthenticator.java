package io.gatehouse.testkit;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.ProblemType;
import io.gatehouse.SetCookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A real authenticator whose credentials are plain words, taken from a header field or a cookie. Words that it was not told of
 * are rejected; a rejected cookie is cleared. Counts how often it was asked. Safe for any number of threads.
 */
public final class FakeAuthenticator implements Authenticator {
    /** What an unknown word is rejected with. */
    public static final ProblemType INVALID =
            new ProblemType("FAKE_CREDENTIAL_INVALID", 401, "Invalid credential", "The credential is not good.");

    private final String scheme;
    private final String name;
    private final Carriage carriage;
    private final Map<String, Supplier<Outcome>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    private FakeAuthenticator(String scheme, String name, Carriage carriage) {
        this.scheme = scheme;
        this.name = name;
        this.carriage = carriage;
    }

    /**
     * An explicit scheme.
     *
     * @param scheme its name
     * @param header the header field that carries the word
     * @return an authenticator that rejects every word
     */
    public static FakeAuthenticator ofHeader(String scheme, String header) {
        return new FakeAuthenticator(scheme, header, Carriage.EXPLICIT);
    }

    /**
     * An ambient scheme.
     *
     * @param scheme its name
     * @param cookie the cookie that carries the word
     * @return an authenticator that rejects every word
     */
    public static FakeAuthenticator ofCookie(String scheme, String cookie) {
        return new FakeAuthenticator(scheme, cookie, Carriage.AMBIENT);
    }

    /**
     * Teaches it a word.
     *
     * @param word the credential
     * @param answer makes the outcome, or throws
     * @return this
     */
    public FakeAuthenticator with(String word, Supplier<Outcome> answer) {
        answers.put(word, answer);
        return this;
    }

    /**
     * How often a credential was judged.
     *
     * @return the number of calls of {@link #authenticate}
     */
    public int timesAsked() {
        return asked.get();
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public Carriage carriage() {
        return carriage;
    }

    @Override
    public boolean presented(AuthRequest request) {
        return !words(request).isEmpty();
    }

    @Override
    public Outcome authenticate(AuthRequest request) {
        asked.incrementAndGet();
        List<String> words = words(request);
        Supplier<Outcome> answer = words.size() == 1 ? answers.get(words.get(0)) : null;
        return answer == null ? rejected() : answer.get();
    }

    /** An ambient scheme has no challenge: no client could answer it. */
    @Override
    public Optional<String> challenge(Optional<Problem> problem) {
        if (carriage == Carriage.AMBIENT) {
            return Optional.empty();
        }
        String error = problem.map(p -> ", error=\"" + p.type().code() + "\"").orElse("");
        return Optional.of(scheme + " realm=\"test\"" + error);
    }

    private Outcome rejected() {
        Problem problem = Problem.of(INVALID, "a word that is not known");
        if (carriage == Carriage.EXPLICIT) {
            return Outcome.rejected(problem);
        }
        return new Outcome.Rejected(
                problem, List.of(new SetCookie(name, "", Optional.of(Duration.ZERO), SetCookie.SameSite.LAX, true)));
    }

    private List<String> words(AuthRequest request) {
        return carriage == Carriage.EXPLICIT ? request.headers(name) : request.cookies(name);
    }
}
