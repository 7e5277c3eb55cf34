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
        Optional<NativeApps> apps) {
    static OAuthExtras none() {
        return new OAuthExtras(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    OAuthExtras withLinks(LinkedAccountStore value) {
        return new OAuthExtras(Optional.of(value), sessions, spentTokens, logsOutAtProvider, apps);
    }

    OAuthExtras withBackChannel(ProviderSessions value, AttemptStore spent) {
        return new OAuthExtras(links, Optional.of(same(value)), Optional.of(spent), logsOutAtProvider, apps);
    }

    OAuthExtras withProviderLogout(ProviderSessions value) {
        return new OAuthExtras(links, Optional.of(same(value)), spentTokens, true, apps);
    }

    OAuthExtras withApps(NativeApps value) {
        return new OAuthExtras(links, sessions, spentTokens, logsOutAtProvider, Optional.of(value));
    }

    OAuthExtras with(Clock clock, SecureRandom random) {
        return new OAuthExtras(
                links,
                sessions.map(it -> it.with(clock, random)),
                spentTokens,
                logsOutAtProvider,
                apps.map(it -> it.with(clock, random)));
    }

    Optional<BackChannel> backChannel() {
        return sessions.flatMap(it -> spentTokens.map(spent -> new BackChannel(it, spent)));
    }

    /** What one kind of logout did not know of it could not end. */
    private ProviderSessions same(ProviderSessions value) {
        boolean same = sessions.isEmpty()
                || (sessions.get().store() == value.store()
                        && sessions.get().logins().equals(value.logins()));
        if (!same) {
            throw new IllegalArgumentException("logouts from and to providers need the same store and kinds of logins");
        }
        return value;
    }
}
