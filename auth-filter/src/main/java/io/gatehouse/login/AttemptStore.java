package io.gatehouse.login;

import io.gatehouse.RateLimit;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts attempts: in buckets that refill steadily ({@link #take}), and in counters that begin anew ({@link #record}). Keys are digests of
 * bounded length; one key is used for one of the two only. Safe for any number of threads; memory and rows are bounded.
 */
public interface AttemptStore {
    /**
     * Takes a token from a bucket, atomically: of any number at once, as many get one as there are, and who gets none changes nothing. A
     * bucket that nobody has taken from is full. It is enough to keep the time at which a bucket will be full again; should that be more
     * than two periods ahead, the clock went back, and the bucket is taken for empty.
     *
     * @param key whose bucket it is
     * @param limit how many tokens it holds and how soon it refills; always the same for one key
     * @param now the present
     * @return whether there was one
     * @throws io.gatehouse.StoreUnavailableException if it can't be counted
     */
    Take take(String key, RateLimit limit, Instant now);

    /**
     * Puts a token back, since what it was taken for turned out to be good. Never more than the bucket holds.
     *
     * @param key whose bucket it is
     * @param limit as it was taken by
     */
    void giveBack(String key, RateLimit limit);

    /**
     * Counts one attempt, atomically: of two at once, each gets another count. A window begins with its first attempt.
     *
     * @param key what is counted
     * @param window how long a window lasts
     * @param now the present
     * @return the count, this attempt included, and the window's end
     * @throws io.gatehouse.StoreUnavailableException if it can't be counted
     */
    Attempts record(String key, Duration window, Instant now);

    /**
     * Counts one more attempt where some were counted before, atomically: never beyond the limit, and never for a key that is not counted at
     * present.
     *
     * @param key what is counted
     * @param limit the highest count that may be reached
     * @param now the present
     * @return whether it was counted
     * @throws io.gatehouse.StoreUnavailableException if it can't be counted
     */
    boolean recordAgain(String key, int limit, Instant now);

    /**
     * Takes one counted attempt back, since it turned out to be good. Never below zero.
     *
     * @param key what was counted
     */
    void forgive(String key);

    /**
     * Forgets a key, atomically: its bucket is full, its counter begins anew.
     *
     * @param key what was counted
     * @return whether there was something to forget, be it past: true for exactly one of any number at once
     * @throws io.gatehouse.StoreUnavailableException if it can't be forgotten
     */
    boolean clear(String key);

    /**
     * How often something was attempted.
     *
     * @param count attempts in this window
     * @param windowEndsAt when counting begins anew
     */
    record Attempts(int count, Instant windowEndsAt) {}

    /**
     * Whether a bucket had a token.
     *
     * @param taken true if it had
     * @param retryAfter how long until it has one again; zero if it had
     */
    record Take(boolean taken, Duration retryAfter) {
        /** There was a token. */
        public static final Take TAKEN = new Take(true, Duration.ZERO);
    }
}
