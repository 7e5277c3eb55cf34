package io.gatehouse.example;

import io.gatehouse.jpa.JpaStores;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.oauth.AccountLinker;
import io.gatehouse.oauth.OAuthLogin;
import io.gatehouse.oauth.OAuthProvider;
import io.gatehouse.session.Sessions;
import io.gatehouse.token.TokenLogin;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/** Sign-in with the OpenID provider that the environment names; with none, the list of providers is empty. */
final class ProviderSignIn {
    private ProviderSignIn() {}

    static String origin(OAuthProvider provider) {
        URI issuer = URI.create(provider.issuer());
        return issuer.getScheme() + "://" + issuer.getRawAuthority();
    }

    static OAuthLogin of(
            Settings settings,
            JpaStores stores,
            Sessions sessions,
            TokenLogin tokens,
            Clock clock,
            SecureRandom random) {
        URI baseUrl = URI.create(settings.publicUrl().replaceAll("/+$", ""));
        LiveLogins[] logins = {sessions.logins(), tokens.logins()};
        OAuthProvider[] providers = settings.provider().stream().toArray(OAuthProvider[]::new);
        AccountLinker linker = AccountLinker.findOrCreate(
                stores.linkedAccounts(), stores.accounts(), new ProviderAccounts(stores.accounts(), random), clock);
        OAuthLogin login = "http".equals(baseUrl.getScheme())
                ? OAuthLogin.insecureAllowHttp(baseUrl, linker, stores.pendingLogins(), sessions.grant(), providers)
                : OAuthLogin.of(baseUrl, linker, stores.pendingLogins(), sessions.grant(), providers);
        return login.withLinking(stores.linkedAccounts())
                .withBackChannelLogout(stores.providerSessions(), stores.attempts(), logins)
                .withProviderLogout(stores.providerSessions(), logins)
                .withErrorPage(new ReturnTo(baseUrl.getRawPath() + "/account/"));
    }
}
