package io.gatehouse.oauth;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What comes of asking for a provider's access token. */
public sealed interface ProviderAccess {
    /**
     * There is one.
     *
     * @param accessToken the token: a secret
     * @param expiresAt when it ends, if the provider told
     */
    record Granted(String accessToken, Optional<Instant> expiresAt) implements ProviderAccess {
        /** Never shows the token. */
        @Override
        public String toString() {
            return "Granted[…]";
        }
    }

    /** The account has no tokens of this provider. */
    record None() implements ProviderAccess {}

    /** The tokens are over, and can't be refreshed: the person must sign in with the provider again. */
    record SignInAgain() implements ProviderAccess {}

    /**
     * The token is over, and the provider can't be asked for another now. Answer 503; what is kept stays.
     *
     * @param reason for the log; no secret
     */
    record Unavailable(String reason) implements ProviderAccess {}

    /**
     * Takes the branch of the case at hand; a further case would break every caller at compile time.
     *
     * @param <R> what the branches make
     * @param granted for {@link Granted}
     * @param none for {@link None}
     * @param signInAgain for {@link SignInAgain}
     * @param unavailable for {@link Unavailable}
     * @return what the branch made
     */
    default <R> R match(
            Function<Granted, R> granted,
            Function<None, R> none,
            Function<SignInAgain, R> signInAgain,
            Function<Unavailable, R> unavailable) {
        if (this instanceof Granted it) {
            return granted.apply(it);
        }
        if (this instanceof None it) {
            return none.apply(it);
        }
        if (this instanceof SignInAgain it) {
            return signInAgain.apply(it);
        }
        return unavailable.apply((Unavailable) this);
    }
}
