package io.gatehouse.benchmarks;

import io.gatehouse.Decision;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whether a decision costs the same with a thousand as with a million entries. Some hundred clients take turns. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter, then calls the method
public class Crowd {
    private static final int CLIENTS = 256;

    /** How many keys there are, and how many logins were ended. */
    @Param({"1000", "1000000"})
    public int entries;

    private final List<SampleRequest> bearers = new ArrayList<>();
    private final List<SampleRequest> apiKeys = new ArrayList<>();
    private SampleEngine sample;
    private int turn;

    /** Fills the stores. */
    @Setup
    public void fill() {
        sample = SampleEngine.remembering();
        for (int i = 0; i < entries; i++) {
            boolean client = i % (entries / CLIENTS) == 0;
            SampleKey key = SampleKey.number(i);
            sample.addKey(key, client ? "ada" : "owner-" + i / 10);
            sample.revoke("ended-" + i);
            if (client) {
                apiKeys.add(sample.expect(true, SampleRequest.apiKey(SampleEngine.SCOPED, key.text())));
                String token = sample.issuer().issue("login-" + i);
                bearers.add(sample.expect(true, SampleRequest.bearer(SampleEngine.SCOPED, token)));
            }
        }
        sample.expect(
                false, SampleRequest.bearer(SampleEngine.SCOPED, sample.issuer().issue("ended-0")));
    }

    /** A token of a login that was not ended. */
    @Benchmark
    public Decision bearerAmongEnded() {
        return sample.decide(next(bearers));
    }

    /** A good key. */
    @Benchmark
    public Decision apiKeyAmongKeys() {
        return sample.decide(next(apiKeys));
    }

    private SampleRequest next(List<SampleRequest> requests) {
        turn = turn + 1 < requests.size() ? turn + 1 : 0;
        return requests.get(turn);
    }
}
