package io.gatehouse.oauth;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.secret.SealingKey;
import io.gatehouse.token.IntrospectedIssuer;
import io.gatehouse.token.TrustedIssuer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-in with OAuth 2.0 and OpenID Connect providers, by the authorization code flow with PKCE: {@code GET /api/auth/{provider}} sends a
 * browser there, {@code GET /api/auth/{provider}/callback} takes the answer and ends in the cookie that the grant hands out. Immutable.
 *
 * <p>Register {@link #redirectUri} with each provider.
 */
public final class OAuthLogin implements AuthFeature {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final OAuthWiring wiring;
    private final Map<String, ProviderClient> clients;
    private final List<Endpoint> endpoints;
    private final Optional<ProviderTokens> tokens;

    private OAuthLogin(OAuthWiring wiring) {
        this.wiring = wiring;
        clients = wiring.clients();
        tokens = wiring.extras().keeping().map(it -> it.tokens(wiring, clients));
        endpoints = wiring.endpoints(clients, tokens);
    }

    /**
     * Sign-in with some providers.
     *
     * @param baseUrl where browsers find this application: an https address, with the context path if there is one. Redirect URIs are made
     *     of it and never of a request
     * @param linker decides who has which account
     * @param pendingLogins keeps logins until the provider has answered
     * @param grant hands out a cookie
     * @param providers the providers, with different ids; with none, the list of providers is empty
     * @return the feature, below {@value LoginEndpoints#DEFAULT_BASE_PATH}
     * @throws IllegalArgumentException if an address is not https, or two providers have one id
     */
    public static OAuthLogin of(
            URI baseUrl,
            AccountLinker linker,
            PendingLoginStore pendingLogins,
            Grant grant,
            OAuthProvider... providers) {
        return of(baseUrl, false, linker, pendingLogins, grant, providers);
    }

    /**
     * The same for an application on this very machine that is reached by plain http, for trials: its cookies then lack {@code Secure} and
     * the prefix that binds them to https.
     *
     * @param baseUrl an http address on {@code localhost}, {@code 127.0.0.1} or {@code [::1]}, or an https address
     * @param linker decides who has which account
     * @param pendingLogins keeps logins until the provider has answered
     * @param grant hands out a cookie
     * @param providers the providers, with different ids; with none, the list of providers is empty
     * @return the feature
     * @throws IllegalArgumentException if an address is neither https nor on this machine, or two providers have one id
     */
    public static OAuthLogin insecureAllowHttp(
            URI baseUrl,
            AccountLinker linker,
            PendingLoginStore pendingLogins,
            Grant grant,
            OAuthProvider... providers) {
        return of(baseUrl, true, linker, pendingLogins, grant, providers);
    }

    private static OAuthLogin of(
            URI baseUrl,
            boolean httpAllowed,
            AccountLinker linker,
            PendingLoginStore pendingLogins,
            Grant grant,
            OAuthProvider... providers) {
        return new OAuthLogin(new OAuthWiring(
                OAuthWiring.Site.of(baseUrl, httpAllowed),
                linker,
                pendingLogins,
                grant,
                List.of(providers),
                OAuthExtras.none(),
                TIMEOUT,
                Clock.systemUTC(),
                new SecureRandom()));
    }

    /**
     * Lets people link providers to the account that they are signed in with: {@code POST /api/auth/{provider}/link}.
     *
     * @param links where links are made
     * @return a changed copy
     */
    public OAuthLogin withLinking(LinkedAccountStore links) {
        return with(wiring.extras().withLinks(links));
    }

    /**
     * Lets providers end logins here ({@code POST /api/auth/{provider}/backchannel-logout}, OpenID Connect Back-Channel Logout 1.0). Register
     * that address with each provider, and that it tells the session ({@code sid}).
     *
     * @param sessions keeps which login belongs to which session at which provider
     * @param spentTokens counts logout tokens, each of which counts once
     * @param logins every kind of login that the application hands out, those of native apps too
     * @return a changed copy
     */
    public OAuthLogin withBackChannelLogout(
            ProviderSessionStore sessions, AttemptStore spentTokens, LiveLogins... logins) {
        return with(wiring.extras().withBackChannel(new ProviderSessions(sessions, List.of(logins)), spentTokens));
    }

    /**
     * Lets people sign out at the provider too (OpenID Connect RP-Initiated Logout 1.0): {@code POST /api/auth/logout/provider} with
     * {@code {returnTo?}} ends the caller's login here and answers {@code {logoutUri, fields?}}. With fields, a page posts them there as a
     * form; without, it goes there. Register {@link #postLogoutRedirectUri} with each provider.
     *
     * @param sessions keeps which login belongs to which session at which provider, and the ID token, sealed by a cookie of the browser
     * @param logins every kind of login that the application hands out, those of native apps too
     * @return a changed copy
     * @throws IllegalArgumentException if logouts by providers have another store or other kinds of logins
     */
    public OAuthLogin withProviderLogout(ProviderSessionStore sessions, LiveLogins... logins) {
        return with(wiring.extras().withProviderLogout(new ProviderSessions(sessions, List.of(logins))));
    }

    /**
     * Lets people sign in to native apps, in the system's browser (RFC 8252): the app opens {@code GET /api/auth/{provider}?clientId=…&
     * redirectUri=…&state=…&codeChallenge=…&codeChallengeMethod=S256} there, gets {@code code} and {@code state} at its address, or
     * {@code error}, and exchanges the code within 60 s by {@code POST /api/auth/code} with {@code {clientId, redirectUri, code,
     * codeVerifier}}. No token is ever in an address.
     *
     * @param oneTimeCodes keeps codes until they are exchanged
     * @param accounts where accounts are found
     * @param tokens hands out tokens
     * @param apps the apps, with different client ids
     * @return a changed copy
     * @throws IllegalArgumentException if two apps have one client id
     */
    public OAuthLogin withNativeApps(
            OneTimeCodeStore oneTimeCodes, AccountStore accounts, Grant tokens, NativeApp... apps) {
        return with(wiring.extras().withApps(NativeApps.of(oneTimeCodes, accounts, tokens, List.of(apps))));
    }

    /**
     * Sends browsers to a page when a sign-in fails, instead of showing them the problem as JSON: 303 there, with the problem's code in the
     * parameter {@code problem}. Clients that don't navigate get the problem as ever.
     *
     * @param page a path of this origin, with the context path
     * @return a changed copy
     */
    public OAuthLogin withErrorPage(ReturnTo page) {
        OAuthWiring.Site site = wiring.site();
        return new OAuthLogin(
                wiring.withSite(new OAuthWiring.Site(site.baseUrl(), site.basePath(), Optional.of(page))));
    }

    /**
     * Keeps the providers' access and refresh tokens, for an application that calls their APIs; without this they are forgotten as soon as the
     * person is known. Ask providers for the scopes that are needed, and for a refresh token in whichever way they give one. A store that is
     * down lets nobody sign in.
     *
     * @param store keeps them, sealed
     * @param key seals them; kept where the store is not
     * @return a changed copy
     */
    public OAuthLogin withProviderTokens(ProviderTokenStore store, SealingKey key) {
        return with(wiring.extras().withKeeping(new TokenKeeping(store, key)));
    }

    /**
     * The providers' tokens of people who signed in. Use those of the copy that is given to the engine: they refresh each token once at a
     * time.
     *
     * @return what finds and refreshes them
     * @throws IllegalStateException if {@link #withProviderTokens} was not called
     */
    public ProviderTokens providerTokens() {
        return tokens.orElseThrow(() -> new IllegalStateException("the providers' tokens are not kept"));
    }

    /**
     * Moves the endpoints, and with them the redirect URIs.
     *
     * @param value the path that they stand below, without a slash at the end
     * @return a changed copy
     */
    public OAuthLogin withBasePath(String value) {
        OAuthWiring.Site site = wiring.site();
        return new OAuthLogin(wiring.withSite(new OAuthWiring.Site(site.baseUrl(), value, site.errorPage())));
    }

    /**
     * Sets how long one request to a provider may take. The answer to a callback may take up to four of them: metadata, code, keys,
     * UserInfo.
     *
     * @param value up to 30 s; 5 s unless changed
     * @return a changed copy
     * @throws IllegalArgumentException if it is longer, or nothing
     */
    public OAuthLogin withTimeout(Duration value) {
        return new OAuthLogin(wiring.withTimeout(ProviderHttp.requireTimeout(value)));
    }

    /**
     * Replaces clock and randomness, for tests.
     *
     * @param clock tells the time
     * @param random makes states, nonces, verifiers and cookies
     * @return a changed copy
     */
    public OAuthLogin with(Clock clock, SecureRandom random) {
        return new OAuthLogin(wiring.with(clock, random));
    }

    /**
     * What to register with a provider.
     *
     * @param providerId the provider's id
     * @return the redirect URI
     */
    public URI redirectUri(String providerId) {
        return wiring.redirectUri(providerId);
    }

    /**
     * What to register with providers as the address after a logout.
     *
     * @return the post-logout redirect URI
     */
    public URI postLogoutRedirectUri() {
        return wiring.postLogoutRedirectUri();
    }

    /**
     * A provider as an issuer of access tokens, for a {@code BearerAuthentication} beside the sign-in: same issuer, algorithms, skew and
     * keys. Asks for {@code typ: at+jwt}; for providers that do not mark their access tokens, change the policy.
     *
     * @param providerId the provider's id
     * @param audience the name of this application in its access tokens; not its client id, which ID tokens name
     * @return policy and keys
     * @throws IllegalArgumentException if there is no provider of that id, or it publishes no keys
     */
    public TrustedIssuer trustedIssuer(String providerId, String audience) {
        return client(providerId).trustedIssuer(audience);
    }

    /**
     * A provider as an issuer of opaque access tokens, for a {@code BearerAuthentication} that asks it about each (RFC 7662), at the
     * {@code introspection_endpoint} of its metadata and with this application's client authentication. Without such an endpoint every
     * answer is 503.
     *
     * @param providerId the provider's id
     * @param audience the name of this application in what the provider answers
     * @return policy, with the provider's skew, and what asks
     * @throws IllegalArgumentException if there is no provider of that id
     */
    public IntrospectedIssuer introspectedIssuer(String providerId, String audience) {
        return client(providerId).introspectedIssuer(audience);
    }

    private ProviderClient client(String providerId) {
        ProviderClient client = clients.get(providerId);
        if (client == null) {
            throw new IllegalArgumentException("no provider has the id " + providerId);
        }
        return client;
    }

    private OAuthLogin with(OAuthExtras extras) {
        return new OAuthLogin(wiring.withExtras(extras));
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }
}
