package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Accepts access tokens by {@code Authorization: Bearer} (RFC 6750 section 2.1), and nowhere else. A token that was verified is remembered
 * by its digest for some minutes; its end, its keys and its revocation are checked every time. Safe for any number of threads.
 */
public final class BearerAuthentication implements Authenticator {
    static final String SCHEME = "bearer";

    private static final int DEFAULT_REMEMBERED = 10_000;

    private final JwtVerifier verifier;
    private final TokenRevocation revocation;
    private final Clock clock;
    private final RememberedTokens remembered;

    private BearerAuthentication(JwtVerifier verifier, TokenRevocation revocation, Clock clock, int most) {
        this.verifier = verifier;
        this.revocation = revocation;
        this.clock = clock;
        remembered = new RememberedTokens(most);
    }

    /**
     * The scheme.
     *
     * @param verifier whose tokens are accepted
     * @param revocation which tokens are refused nevertheless; asked for every request
     * @param clock the time to judge tokens at
     * @return the scheme, which remembers up to 10 000 tokens
     */
    public static BearerAuthentication of(JwtVerifier verifier, TokenRevocation revocation, Clock clock) {
        return new BearerAuthentication(verifier, revocation, clock, DEFAULT_REMEMBERED);
    }

    /**
     * Sets how many verified tokens are remembered.
     *
     * @param most 0 or more; 0 verifies every token from scratch every time
     * @return a changed copy that remembers nothing yet
     * @throws IllegalArgumentException if the number is negative
     */
    public BearerAuthentication withRememberedTokens(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("the number of remembered tokens is 0 or more");
        }
        return new BearerAuthentication(verifier, revocation, clock, most);
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Carriage carriage() {
        return Carriage.EXPLICIT;
    }

    @Override
    public boolean presented(AuthRequest request) {
        return BearerCredential.isPresent(request);
    }

    @Override
    public Outcome authenticate(AuthRequest request) {
        if (!presented(request)) {
            return Outcome.absent();
        }
        try {
            return judge(BearerCredential.parse(request, verifier.maxTokenLength()));
        } catch (Rejection e) {
            return Outcome.rejected(e.problem());
        }
    }

    /** RFC 6750 section 3. */
    @Override
    public Optional<String> challenge(Optional<Problem> problem) {
        return BearerChallenge.of(problem);
    }

    private Outcome judge(String token) throws Rejection {
        Instant now = clock.instant();
        TokenDigest digest = TokenDigest.of(token);
        RememberedTokens.Entry entry = remembered.find(digest, now);
        if (entry == null) {
            VerifiedJwt jwt = verifier.verify(token, now);
            entry = remembered.add(digest, jwt, Outcome.authenticated(TokenIdentity.of(jwt)), now);
        }
        if (revocation.isRevoked(entry.token())) {
            throw new Rejection(
                    TokenProblems.TOKEN_REVOKED,
                    "token of login " + entry.token().sessionId().orElse("(none)"));
        }
        return entry.outcome();
    }
}
