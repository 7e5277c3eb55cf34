package io.gatehouse.oauth;

import io.gatehouse.login.AttemptStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** What sign-in with providers does only where an application asks for it. */
record OAuthExtras(
        Optional<LinkedAccountStore> links,
        Optional<ProviderSessions> sessions,
        Optional<AttemptStore> spentTokens,
        boolean logsOutAtProvider,
        Optional<NativeApps> apps,
        Optional<TokenKeeping> keeping) {
    static OAuthExtras none() {
        return new OAuthExtras(
                Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    OAuthExtras withLinks(LinkedAccountStore value) {
        return new OAuthExtras(Optional.of(value), sessions, spentTokens, logsOutAtProvider, apps, keeping);
    }

    OAuthExtras withBackChannel(ProviderSessions value, AttemptStore spent) {
        return new OAuthExtras(links, Optional.of(same(value)), Optional.of(spent), logsOutAtProvider, apps, keeping);
    }

    OAuthExtras withProviderLogout(ProviderSessions value) {
        return new OAuthExtras(links, Optional.of(same(value)), spentTokens, true, apps, keeping);
    }

    OAuthExtras withApps(NativeApps value) {
        return new OAuthExtras(links, sessions, spentTokens, logsOutAtProvider, Optional.of(value), keeping);
    }

    OAuthExtras withKeeping(TokenKeeping value) {
        return new OAuthExtras(links, sessions, spentTokens, logsOutAtProvider, apps, Optional.of(value));
    }

    OAuthExtras with(Clock clock, SecureRandom random) {
        return new OAuthExtras(
                links,
                sessions.map(it -> it.with(clock, random)),
                spentTokens,
                logsOutAtProvider,
                apps.map(it -> it.with(clock, random)),
                keeping);
    }

    Optional<BackChannel> backChannel() {
        return sessions.flatMap(it -> spentTokens.map(spent -> new BackChannel(it, spent)));
    }

    /** What one kind of logout did not know of it could not end. */
    private ProviderSessions same(ProviderSessions value) {
        boolean same = sessions.isEmpty()
                || (sessions.get().store().equals(value.store())
                        && sessions.get().logins().equals(value.logins()));
        if (!same) {
            throw new IllegalArgumentException("logouts from and to providers need the same store and kinds of logins");
        }
        return value;
    }
}
