package io.gatehouse.login;

import java.time.Duration;
import java.time.Instant;

/** Counts attempts. Keys are digests of bounded length. Safe for any number of threads; memory and rows are bounded. */
public interface AttemptStore {
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
     * Takes one attempt back, since it turned out to be good. Never below zero.
     *
     * @param key what was counted
     */
    void forgive(String key);

    /**
     * Forgets a key.
     *
     * @param key what was counted
     */
    void clear(String key);

    /**
     * How often something was attempted.
     *
     * @param count attempts in this window
     * @param windowEndsAt when counting begins anew
     */
    record Attempts(int count, Instant windowEndsAt) {}
}
