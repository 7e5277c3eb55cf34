package io.gatehouse.benchmarks;

import io.gatehouse.Decision;
import io.gatehouse.token.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A token that was never seen, and the check of its signature alone. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter, then calls the method
public class NewToken {
    /** What signs. */
    @Param({"ES256", "RS256"})
    public SignatureAlgorithm algorithm;

    private SampleEngine sample;
    private SampleRequest bearer;
    private SampleRequest tampered;
    private JsonWebSignatureAlgorithm engine;
    private byte[] input;
    private byte[] signature;

    /** Issues the token. */
    @Setup
    public void issue() throws JoseException {
        sample = SampleEngine.forgetful(algorithm);
        String token = sample.issuer().issue("login-1");
        int dot = token.lastIndexOf('.');
        input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        engine = AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().getAlgorithm(algorithm.joseName());
        char other = token.charAt(dot + 9) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, dot + 9) + other + token.substring(dot + 10);
        bearer = sample.expect(true, SampleRequest.bearer(SampleEngine.SCOPED, token));
        tampered = sample.expect(false, SampleRequest.bearer(SampleEngine.SCOPED, changed));
    }

    /** The signature alone: nothing is decoded, parsed or checked about the key. */
    @Benchmark
    public boolean signature() throws JoseException {
        return engine.verifySignature(signature, sample.issuer().pair().getPublic(), input, new ProviderContext());
    }

    /** The whole decision. */
    @Benchmark
    public Decision newBearer() {
        return sample.decide(bearer);
    }

    /** The same with one character of the signature changed. */
    @Benchmark
    public Decision tamperedBearer() {
        return sample.decide(tampered);
    }
}
