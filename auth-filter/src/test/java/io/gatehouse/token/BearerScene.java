package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthRequest;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.testkit.RequestBuilder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Bearer tokens of one issuer as requests bring them; counts how often they are verified, and revokes them. */
final class BearerScene {
    final Forge forge = new Forge();
    final AtomicBoolean revoked = new AtomicBoolean();
    final AtomicInteger looked = new AtomicInteger();
    BearerAuthentication bearer = bearer();

    /** Counts how often a token is verified from scratch. */
    private BearerAuthentication bearer() {
        KeySource counting = new KeySource() {
            @Override
            public List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm) {
                looked.incrementAndGet();
                return forge.ring.find(kid, algorithm);
            }

            @Override
            public long version() {
                return forge.ring.version();
            }
        };
        JwtVerifier verifier = JwtVerifier.of(new TrustedIssuer(forge.policy, counting));
        return BearerAuthentication.of(verifier, token -> revoked.get(), forge.clock);
    }

    /** Goes on under another policy. */
    void use(JwtPolicy policy) {
        forge.policy = policy;
        bearer = bearer();
    }

    static AuthRequest header(String value) {
        return RequestBuilder.get("/").header("Authorization", value).build();
    }

    Identity identity(String token) {
        return identity(header("Bearer " + token));
    }

    Identity identity(AuthRequest request) {
        Outcome outcome = bearer.authenticate(request);
        assertThat(outcome).isInstanceOf(Outcome.Authenticated.class);
        return ((Outcome.Authenticated) outcome).identity();
    }

    String code(String token) {
        return code(header("Bearer " + token));
    }

    String code(AuthRequest request) {
        return problem(request).type().code();
    }

    Problem problem(AuthRequest request) {
        Outcome outcome = bearer.authenticate(request);
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return ((Outcome.Rejected) outcome).problem();
    }
}
