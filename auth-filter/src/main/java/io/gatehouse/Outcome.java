package io.gatehouse;

import java.util.List;
import java.util.function.Function;

/** What an authenticator says of a request. */
public sealed interface Outcome {
    /** No credential of this scheme. */
    record Absent() implements Outcome {}

    /**
     * The credential is good.
     *
     * @param identity who is calling
     * @param cookies cookies to set with whatever the application answers
     * @param facts what is to be reported, whatever comes of the request; nearly always nothing
     */
    record Authenticated(Identity identity, List<SetCookie> cookies, List<AuthEvent.Fact> facts) implements Outcome {
        public Authenticated {
            cookies = List.copyOf(cookies);
            facts = List.copyOf(facts);
        }

        /**
         * With nothing to report.
         *
         * @param identity who is calling
         * @param cookies cookies to set with whatever the application answers
         */
        public Authenticated(Identity identity, List<SetCookie> cookies) {
            this(identity, cookies, List.of());
        }
    }

    /**
     * The credential is bad. No other scheme is asked then.
     *
     * @param problem why
     * @param cookies cookies to clear
     */
    record Rejected(Problem problem, List<SetCookie> cookies) implements Outcome {
        public Rejected {
            cookies = List.copyOf(cookies);
        }
    }

    /**
     * No credential of this scheme.
     *
     * @return the outcome
     */
    static Outcome absent() {
        return new Absent();
    }

    /**
     * The credential is good.
     *
     * @param identity who is calling
     * @return the outcome
     */
    static Outcome authenticated(Identity identity) {
        return new Authenticated(identity, List.of());
    }

    /**
     * The credential is bad.
     *
     * @param problem why
     * @return the outcome
     */
    static Outcome rejected(Problem problem) {
        return new Rejected(problem, List.of());
    }

    /**
     * Takes the branch of the case at hand; a further case would break every caller at compile time.
     *
     * @param <R> what the branches make
     * @param absent for {@link Absent}
     * @param authenticated for {@link Authenticated}
     * @param rejected for {@link Rejected}
     * @return what the branch made
     */
    default <R> R match(
            Function<Absent, R> absent, Function<Authenticated, R> authenticated, Function<Rejected, R> rejected) {
        if (this instanceof Absent it) {
            return absent.apply(it);
        }
        if (this instanceof Authenticated it) {
            return authenticated.apply(it);
        }
        return rejected.apply((Rejected) this);
    }
}
