package io.gatehouse.token;

import java.security.Provider;
import java.security.Security;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks signatures by jose4j, with the provider of the platform or a faster one. A provider that lacks an algorithm leaves it
 * to the platform's. Immutable.
 */
final class Signatures {
    /** Native providers that an application may have registered, about twenty times as fast for ECDSA. */
    private static final List<String> NATIVE_PROVIDERS = List.of("AmazonCorrettoCryptoProvider", "Conscrypt");

    private record Engine(JsonWebSignatureAlgorithm algorithm, ProviderContext context) {}

    private final Map<SignatureAlgorithm, Engine> engines = new EnumMap<>(SignatureAlgorithm.class);

    private Signatures(@Nullable Provider provider) {
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            try {
                JsonWebSignatureAlgorithm engine = AlgorithmFactoryFactory.getInstance()
                        .getJwsAlgorithmFactory()
                        .getAlgorithm(algorithm.engineName());
                engines.put(algorithm, new Engine(engine, context(provider, engine, algorithm)));
            } catch (JoseException e) {
                throw new IllegalStateException("jose4j lacks " + algorithm.joseName(), e);
            }
        }
    }

    static Signatures ofPlatform() {
        return new Signatures(null);
    }

    /** A registered native provider, or else the platform's. */
    static Signatures ofFastest() {
        for (String name : NATIVE_PROVIDERS) {
            Provider provider = Security.getProvider(name);
            if (provider != null) {
                return new Signatures(provider);
            }
        }
        return ofPlatform();
    }

    static Signatures of(String providerName) {
        Provider provider = Security.getProvider(providerName);
        if (provider == null) {
            throw new IllegalArgumentException("no security provider is registered as " + providerName);
        }
        return new Signatures(provider);
    }

    /** Whether a signature is good. Whatever goes wrong inside makes it bad, in one way that tells nothing more. */
    boolean verify(VerificationKey key, byte[] input, byte[] signature) {
        // RFC 7518 sections 3.2 to 3.5: each algorithm and key has one length; a shorter or longer value is no
        // signature
        if (signature.length != key.algorithm().signatureLength(key.key())) {
            return false;
        }
        Engine engine = engine(key.algorithm());
        try {
            engine.algorithm().validateVerificationKey(key.key());
            return engine.algorithm().verifySignature(signature, key.key(), input, engine.context());
        } catch (JoseException e) {
            return false;
        }
    }

    byte[] sign(SigningKey key, byte[] input) {
        Engine engine = engine(key.algorithm());
        try {
            engine.algorithm().validateSigningKey(key.secret());
            return engine.algorithm().sign(engine.algorithm().prepareForSign(key.secret(), engine.context()), input);
        } catch (JoseException e) {
            throw new IllegalStateException("can't sign by " + key.algorithm().joseName(), e);
        }
    }

    private Engine engine(SignatureAlgorithm algorithm) {
        Engine engine = engines.get(algorithm);
        if (engine == null) {
            throw new IllegalStateException("no engine for " + algorithm);
        }
        return engine;
    }

    private static ProviderContext context(
            @Nullable Provider provider, JsonWebSignatureAlgorithm engine, SignatureAlgorithm algorithm) {
        ProviderContext context = new ProviderContext();
        boolean served = provider != null
                && !algorithm.isHmac()
                && provider.getService("Signature", engine.getJavaAlgorithm()) != null;
        if (served && provider != null) {
            context.getSuppliedKeyProviderContext().setSignatureProvider(provider.getName());
            context.getGeneralProviderContext().setSignatureProvider(provider.getName());
        }
        return context;
    }
}
