package io.gatehouse.apikey;

import io.gatehouse.RateLimit;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What API keys look like and how long they live. Begin with {@link #standard}. Immutable.
 *
 * @param headerName the header field that carries a key
 * @param prefix what every key begins with, 2 to 8 lower-case letters. Fix it before the first key is made: keys of another prefix are
 *     refused
 * @param maxLiveKeys how many live keys an account may have. Meant against flooding: requests that race may each add one more
 * @param defaultLifetime how long a key lives if its owner does not say; empty for as long as {@code maxLifetime} lets it
 * @param maxLifetime how long a key may live; empty for ever
 * @param flushInterval how long the last use of keys may stay unwritten; 0 writes each at once
 * @param rateLimit how often each key may be used; empty for as often as its owner likes
 */
public record ApiKeyPolicy(
        String headerName,
        String prefix,
        int maxLiveKeys,
        Optional<Duration> defaultLifetime,
        Optional<Duration> maxLifetime,
        Duration flushInterval,
        Optional<RateLimit> rateLimit) {
    /** The longest lifetime that can be asked for at all: a hundred years. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Duration LONGEST_FLUSH_INTERVAL = Duration.ofHours(1);
    private static final Set<String> TAKEN_HEADERS = Set.of("authorization", "proxy-authorization", "cookie");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one of them makes no sense; the message names it
     */
    public ApiKeyPolicy {
        require(isFieldName(headerName), "the header's name is a field name of RFC 9110 section 5.1");
        require(!TAKEN_HEADERS.contains(headerName.toLowerCase(Locale.ROOT)), "the header is used for something else");
        require(
                prefix.length() >= 2 && prefix.length() <= 8 && prefix.chars().allMatch(c -> c >= 'a' && c <= 'z'),
                "the prefix is 2 to 8 lower-case letters");
        require(maxLiveKeys >= 1, "an account may have at least one live key");
        require(defaultLifetime.map(ApiKeyPolicy::isLifetime).orElse(true), "the default lifetime is 1 s to 100 years");
        require(maxLifetime.map(ApiKeyPolicy::isLifetime).orElse(true), "the longest lifetime is 1 s to 100 years");
        require(
                defaultLifetime.isEmpty()
                        || maxLifetime.isEmpty()
                        || !isLonger(defaultLifetime.get(), maxLifetime.get()),
                "the default lifetime is not longer than the longest");
        require(
                !flushInterval.isNegative() && !isLonger(flushInterval, LONGEST_FLUSH_INTERVAL),
                "the flush interval is 0 to 1 hour");
    }

    /**
     * Header {@code X-API-Key}, prefix {@code gth}, 100 live keys for each account, keys that live until they are revoked unless their
     * owner says otherwise, and last uses written every 30 s.
     *
     * @return the policy
     */
    public static ApiKeyPolicy standard() {
        return new ApiKeyPolicy(
                "X-API-Key", "gth", 100, Optional.empty(), Optional.empty(), Duration.ofSeconds(30), Optional.empty());
    }

    /**
     * The regular expression that every key matches, for secret scanners. The last six characters are a checksum: the CRC-32 of all
     * characters before them, as a number in base 62 (digits, upper case, lower case).
     *
     * @return for instance {@code gth_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}}
     */
    public String expression() {
        return ApiKeyText.expression(prefix);
    }

    /**
     * Names the header field.
     *
     * @param value the name
     * @return a changed copy
     */
    public ApiKeyPolicy withHeaderName(String value) {
        return new ApiKeyPolicy(value, prefix, maxLiveKeys, defaultLifetime, maxLifetime, flushInterval, rateLimit);
    }

    /**
     * Sets what every key begins with.
     *
     * @param value 2 to 8 lower-case letters
     * @return a changed copy
     */
    public ApiKeyPolicy withPrefix(String value) {
        return new ApiKeyPolicy(headerName, value, maxLiveKeys, defaultLifetime, maxLifetime, flushInterval, rateLimit);
    }

    /**
     * Bounds the live keys of an account.
     *
     * @param value at least 1
     * @return a changed copy
     */
    public ApiKeyPolicy withMaxLiveKeys(int value) {
        return new ApiKeyPolicy(headerName, prefix, value, defaultLifetime, maxLifetime, flushInterval, rateLimit);
    }

    /**
     * Lets keys expire whose owner does not say when.
     *
     * @param value how long they live
     * @return a changed copy
     */
    public ApiKeyPolicy withDefaultLifetime(Duration value) {
        return new ApiKeyPolicy(
                headerName, prefix, maxLiveKeys, Optional.of(value), maxLifetime, flushInterval, rateLimit);
    }

    /**
     * Lets every key expire.
     *
     * @param value how long a key may live
     * @return a changed copy
     */
    public ApiKeyPolicy withMaxLifetime(Duration value) {
        return new ApiKeyPolicy(
                headerName, prefix, maxLiveKeys, defaultLifetime, Optional.of(value), flushInterval, rateLimit);
    }

    /**
     * Sets how long the last use of keys may stay unwritten.
     *
     * @param value 0 to 1 hour
     * @return a changed copy
     */
    public ApiKeyPolicy withFlushInterval(Duration value) {
        return new ApiKeyPolicy(headerName, prefix, maxLiveKeys, defaultLifetime, maxLifetime, value, rateLimit);
    }

    /**
     * Limits how often each key may be used: {@code RATE_LIMITED} with {@code Retry-After} for what is more. Counted in memory, by each node
     * for itself.
     *
     * @param value how often
     * @return a changed copy
     */
    public ApiKeyPolicy withRateLimit(RateLimit value) {
        return new ApiKeyPolicy(
                headerName, prefix, maxLiveKeys, defaultLifetime, maxLifetime, flushInterval, Optional.of(value));
    }

    /** The lifetime that a key gets of the one that is wanted. */
    Optional<Duration> capped(Optional<Duration> wanted) {
        return wanted.filter(lifetime -> !isLonger(lifetime, longestLifetime())).or(this::maxLifetime);
    }

    Duration longestLifetime() {
        return maxLifetime.orElse(LONGEST);
    }

    private static boolean isLifetime(Duration value) {
        return value.toSeconds() >= 1 && !isLonger(value, LONGEST);
    }

    private static boolean isLonger(Duration value, Duration bound) {
        return value.compareTo(bound) > 0;
    }

    /** RFC 9110 section 5.6.2, {@code token}. */
    private static boolean isFieldName(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("API keys: " + rule);
        }
    }
}
