package io.gatehouse.benchmarks;

import io.gatehouse.apikey.ApiKey;
import io.gatehouse.secret.SecretHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * An API key by its documented form, see {@link io.gatehouse.apikey.ApiKeyPolicy#expression}. Numbered, so that it is no secret.
 *
 * @param id finds the record
 * @param secret what a real one keeps to itself
 */
record SampleKey(String id, String secret) {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Set<String> SCOPES = Set.of("orders:read");

    static SampleKey number(int number) {
        return new SampleKey(base62(number, 16), base62(number, 32));
    }

    /** The whole text, as a client sends it. */
    String text() {
        String body = "gth_" + id + "_" + secret;
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return body + base62(crc.getValue(), 6);
    }

    ApiKey record(String ownerId, Instant now) {
        return new ApiKey(
                id,
                ownerId,
                "sample",
                SecretHash.of(secret),
                "gth_" + id.substring(0, 4),
                SCOPES,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String base62(long number, int length) {
        char[] out = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            out[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(out);
    }
}
