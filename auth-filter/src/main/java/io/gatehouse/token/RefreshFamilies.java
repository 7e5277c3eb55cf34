package io.gatehouse.token;

import io.gatehouse.Identity;
import io.gatehouse.login.LiveLogin;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.secret.OpaqueToken;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The logins by tokens, listed and ended. */
record RefreshFamilies(RefreshTokenStore store, Revocations revocations, Duration accessLifetime, Clock clock)
        implements LiveLogins {
    /** As far as a policy may let clocks differ, a token is accepted after its end. */
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    @Override
    public List<LiveLogin> of(String accountId) {
        return store.liveFamiliesOf(accountId, clock.instant()).stream()
                .map(family -> new LiveLogin(
                        family.id(),
                        "token",
                        family.createdAt(),
                        family.seen().at(),
                        family.expiresAt(),
                        family.seen().address(),
                        family.seen().userAgent()))
                .toList();
    }

    @Override
    public boolean end(String accountId, String loginId) {
        Optional<RefreshFamily> family = store.findFamily(loginId);
        return family.isPresent() && family.get().accountId().equals(accountId) && end(family.get());
    }

    @Override
    public void endAll(String accountId, Optional<String> except) {
        for (RefreshFamily family : store.liveFamiliesOf(accountId, clock.instant())) {
            if (!except.equals(Optional.of(family.id()))) {
                end(family);
            }
        }
    }

    @Override
    public Optional<Presented> findPresented(String refreshToken) {
        return OpaqueToken.parse(RefreshRotation.PREFIX, refreshToken)
                .flatMap(token -> store.find(token.id())
                        .filter(found -> token.matches(found.token().hash())))
                .map(found ->
                        new Presented(found.family().accountId(), found.family().id()));
    }

    /**
     * Refresh tokens first, access tokens even if the family has gone: the caller's own access token is what a repetition is called
     * with, and who proved it may revoke it.
     */
    @Override
    public void endOwn(Identity caller) {
        if (caller.scheme().equals(BearerAuthentication.SCHEME)) {
            String loginId = caller.loginId().orElseThrow();
            store.revokeFamily(loginId);
            revokeAccessTokens(loginId);
        }
    }

    /** Access tokens first: should the second step fail, whoever ends somebody else's or another login still finds the family. */
    boolean end(RefreshFamily family) {
        revokeAccessTokens(family.id());
        return store.revokeFamily(family.id());
    }

    private void revokeAccessTokens(String loginId) {
        revocations.revoke(loginId, clock.instant().plus(accessLifetime).plus(MOST_SKEW));
    }
}
