package io.gatehouse;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names requests of which something is reported, so that an answer can be found in the log. Made by us: what a client sends as an id of its
 * own is not even read. A random beginning for each engine, and a number that is used once; no secret, and cheap, since anyone may cause
 * refusals. Safe for any number of threads.
 */
final class RequestIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BITS = 5;
    private static final int NODE_DIGITS = 6;
    private static final int NUMBER_DIGITS = 13;

    private final String node;
    private final AtomicLong next;

    RequestIds(SecureRandom random) {
        StringBuilder out = new StringBuilder();
        append(out, random.nextLong(), NODE_DIGITS);
        node = out.toString();
        next = new AtomicLong(random.nextLong());
    }

    String next() {
        StringBuilder out = new StringBuilder(NODE_DIGITS + NUMBER_DIGITS).append(node);
        append(out, mixed(next.getAndIncrement()), NUMBER_DIGITS);
        return out.toString();
    }

    /** One to one (SplitMix64), so that no id comes twice, and neighbours don't look alike. */
    private static long mixed(long number) {
        long z = number * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static void append(StringBuilder out, long bits, int digits) {
        long rest = bits;
        for (int i = 0; i < digits; i++) {
            out.append(DIGITS.charAt((int) rest & (DIGITS.length() - 1)));
            rest >>>= BITS;
        }
    }
}
