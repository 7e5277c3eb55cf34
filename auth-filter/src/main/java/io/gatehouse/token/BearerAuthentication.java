package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accepts access tokens by {@code Authorization: Bearer} (RFC 6750 section 2.1), and nowhere else. A token that was verified is remembered
 * by its digest for some minutes; its end, its keys and its revocation are checked every time. Opaque tokens are accepted too, if their
 * issuer can be asked ({@link #withIntrospection}). Safe for any number of threads.
 */
public final class BearerAuthentication implements Authenticator {
    static final String SCHEME = "bearer";

    private static final int DEFAULT_REMEMBERED = 10_000;

    private final @Nullable JwtVerifier verifier;
    private final @Nullable Introspections introspections;
    private final TokenRevocation revocation;
    private final Clock clock;
    private final RememberedTokens remembered;
    private final int most;
    private final int maxTokenLength;

    private BearerAuthentication(
            @Nullable JwtVerifier verifier,
            @Nullable IntrospectedIssuer opaque,
            TokenRevocation revocation,
            Clock clock,
            int most) {
        this.verifier = verifier;
        this.introspections = opaque == null ? null : new Introspections(opaque, most);
        this.revocation = revocation;
        this.clock = clock;
        this.most = most;
        remembered = new RememberedTokens(most);
        maxTokenLength = Math.max(
                verifier == null ? 0 : verifier.maxTokenLength(),
                opaque == null ? 0 : opaque.policy().maxTokenLength());
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
        return new BearerAuthentication(verifier, null, revocation, clock, DEFAULT_REMEMBERED);
    }

    /**
     * The scheme for one issuer that is asked about every token, whatever its form (RFC 7662).
     *
     * @param issuer whose tokens are accepted
     * @param clock the time to judge answers at
     * @return the scheme, which remembers answers about up to 10 000 tokens for as long as the policy says
     */
    public static BearerAuthentication introspecting(IntrospectedIssuer issuer, Clock clock) {
        return new BearerAuthentication(null, issuer, TokenRevocation.none(), clock, DEFAULT_REMEMBERED);
    }

    /**
     * Accepts opaque tokens of one issuer too. What has the form of a signed JWT goes to the verifier and nowhere else; about all other
     * tokens the issuer is asked, and it alone says whether they were revoked.
     *
     * @param issuer whose opaque tokens are accepted
     * @return a changed copy that remembers nothing yet
     */
    public BearerAuthentication withIntrospection(IntrospectedIssuer issuer) {
        return new BearerAuthentication(verifier, issuer, revocation, clock, most);
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
        IntrospectedIssuer opaque = introspections == null ? null : introspections.issuer();
        return new BearerAuthentication(verifier, opaque, revocation, clock, most);
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
            return judge(BearerCredential.parse(request, maxTokenLength));
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
        if (introspections != null && (verifier == null || !hasFormOfJwt(token))) {
            return introspections.judge(token, now);
        }
        return judgeJwt(Objects.requireNonNull(verifier), token, now);
    }

    /** Three parts, of which the first begins with the brace and quotation mark of a header. Only says who judges the token. */
    private static boolean hasFormOfJwt(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        return token.startsWith("eyJ") && first > 0 && second > 0 && token.indexOf('.', second + 1) < 0;
    }

    private Outcome judgeJwt(JwtVerifier jwts, String token, Instant now) throws Rejection {
        TokenDigest digest = TokenDigest.of(token);
        RememberedTokens.Entry entry = remembered.find(digest, now);
        if (entry == null) {
            VerifiedJwt jwt = jwts.verify(token, now);
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
