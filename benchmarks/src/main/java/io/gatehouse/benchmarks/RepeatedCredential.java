package io.gatehouse.benchmarks;

import io.gatehouse.Decision;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A token or key that was accepted before, what that can't do without, and requests that are refused or need no credential. */
@State(Scope.Benchmark)
public class RepeatedCredential {
    private static final int WELL_SPREAD = 4711;

    private final SampleEngine sample = SampleEngine.remembering();
    private final SampleKey key = SampleKey.number(WELL_SPREAD);
    private final String token = sample.issuer().issue("login-1");
    private final Floor floor = new Floor(token, key.id());

    private final SampleRequest bearer = SampleRequest.bearer(SampleEngine.SCOPED, token);
    private final SampleRequest malformedBearer = SampleRequest.bearer(SampleEngine.SCOPED, token.replace('.', '~'));
    private final SampleRequest apiKey = SampleRequest.apiKey(SampleEngine.SCOPED, key.text());
    private final SampleRequest mistypedApiKey =
            SampleRequest.apiKey(SampleEngine.SCOPED, key.text().replace("_0", "_1"));
    private final SampleRequest unknownApiKey = SampleRequest.apiKey(
            SampleEngine.SCOPED, SampleKey.number(WELL_SPREAD + 1).text());
    private final SampleRequest nothingOpen = SampleRequest.anonymous(SampleEngine.OPEN);
    private final SampleRequest nothingClosed = SampleRequest.anonymous(SampleEngine.SCOPED);

    /** Adds the key, and asks everything once. */
    public RepeatedCredential() {
        sample.addKey(key, "ada");
        sample.expect(true, bearer);
        sample.expect(true, apiKey);
        sample.expect(true, nothingOpen);
        sample.expect(false, nothingClosed);
        sample.expect(false, malformedBearer);
        sample.expect(false, mistypedApiKey);
        sample.expect(false, unknownApiKey);
    }

    /** The floor of {@link #bearer}. */
    @Benchmark
    public @Nullable Object bearerFloor() {
        return floor.findByDigest(token);
    }

    /** A token seen before, on a rule with a scope. */
    @Benchmark
    public Decision bearer() {
        return sample.decide(bearer);
    }

    /** The floor of {@link #apiKey}. */
    @Benchmark
    public long apiKeyFloor() {
        return floor.findById(key.secret(), key.id());
    }

    /** A good key, on a rule with a scope. */
    @Benchmark
    public Decision apiKey() {
        return sample.decide(apiKey);
    }

    /** No credential, and none needed. */
    @Benchmark
    public Decision nothingOpen() {
        return sample.decide(nothingOpen);
    }

    /** No credential where one is needed. */
    @Benchmark
    public Decision nothingClosed() {
        return sample.decide(nothingClosed);
    }

    /** A token that is not in three parts. */
    @Benchmark
    public Decision malformedBearer() {
        return sample.decide(malformedBearer);
    }

    /** A key whose checksum is wrong. */
    @Benchmark
    public Decision mistypedApiKey() {
        return sample.decide(mistypedApiKey);
    }

    /** A key in the right form that does not exist. */
    @Benchmark
    public Decision unknownApiKey() {
        return sample.decide(unknownApiKey);
    }
}
