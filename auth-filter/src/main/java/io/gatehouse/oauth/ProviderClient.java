package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.http.BoundedExchange.Answer;
import io.gatehouse.json.JsonObject;
import io.gatehouse.token.IntrospectedIssuer;
import io.gatehouse.token.IntrospectionPolicy;
import io.gatehouse.token.JwtPolicy;
import io.gatehouse.token.JwtSignatures;
import io.gatehouse.token.TrustedIssuer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One provider, as it is spoken to: where to send a browser, what a code is worth, who signed in. Safe for any number of threads. */
final class ProviderClient {
    /** The longest address that a browser is sent to; what is longer would be cut somewhere. */
    private static final int MAX_ADDRESS = 8192;

    private final OAuthProvider provider;
    private final URI redirectUri;
    private final ProviderHttp http;
    private final Discovery discovery;
    private final JwtSignatures signatures = new JwtSignatures();
    private final Clock clock;
    private final ClientForm form;
    private final IntrospectionRequest introspection;

    ProviderClient(OAuthProvider provider, URI redirectUri, Duration timeout, Clock clock, SecureRandom random) {
        this.provider = provider;
        this.redirectUri = redirectUri;
        this.clock = clock;
        http = new ProviderHttp(timeout);
        form = new ClientForm(provider.issuer(), provider.clientId(), provider.authentication(), clock, random);
        // Of its own: a flood of tokens does not keep people from signing in
        introspection = new IntrospectionRequest(new ProviderHttp(timeout), form);
        boolean httpAllowed = provider.options().httpAllowed();
        discovery = new Discovery(provider.issuer(), httpAllowed, http, clock);
        boolean safe = provider.userApi()
                .map(api -> api.metadata().isSafe(httpAllowed))
                .orElseGet(() -> Https.isSafe(URI.create(provider.issuer()), httpAllowed));
        if (!safe) {
            throw new IllegalArgumentException("the provider " + provider.id() + " has an address that is not https");
        }
    }

    OAuthProvider provider() {
        return provider;
    }

    ProviderMetadata metadata() throws Rejection {
        Optional<OAuthProvider.UserApi> api = provider.userApi();
        return api.isPresent() ? api.get().metadata() : discovery.current().metadata();
    }

    /** The authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1). */
    URI authorizationUri(String state, String nonce, String verifier, boolean asksThePerson) throws Rejection {
        ProviderOptions options = provider.options();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.clientId());
        query.put("redirect_uri", redirectUri.toASCIIString());
        if (!options.scopes().isEmpty()) {
            query.put("scope", String.join(" ", options.scopes()));
        }
        query.put("state", state);
        // RFC 9700 section 2.1.1: always, whether the provider says that it knows PKCE or not; never "plain"
        query.put("code_challenge", Pkce.challenge(verifier));
        query.put("code_challenge_method", "S256");
        if (provider.isOpenId()) {
            query.put("nonce", nonce);
            options.maxAge().ifPresent(age -> query.put("max_age", Long.toString(age.toSeconds())));
            if (!options.acrValues().isEmpty()) {
                query.put("acr_values", String.join(" ", options.acrValues()));
            }
        }
        options.parameters().forEach(query::putIfAbsent);
        if (asksThePerson) {
            query.putIfAbsent("prompt", "select_account");
        }
        URI endpoint = metadata().authorizationEndpoint();
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        String address = endpoint.toASCIIString() + separator + ClientForm.encode(query);
        if (address.length() > MAX_ADDRESS) {
            throw new IllegalStateException("the authorization request has " + address.length() + " characters");
        }
        return URI.create(address);
    }

    /** Exchanges a code (RFC 6749 section 4.1.3) for the person who signed in. */
    SignedIn signedIn(String code, String verifier, PendingLogin pending) throws Rejection {
        ProviderMetadata metadata = metadata();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", redirectUri.toASCIIString());
        fields.put("code_verifier", verifier);
        Answer answer = http.ask(form.post(metadata.tokenEndpoint(), fields));
        TokenResponse tokens = TokenResponse.read(answer, provider.isOpenId());
        Optional<OAuthProvider.UserApi> api = provider.userApi();
        ProviderPerson person = api.isPresent() ? personOfApi(api.get(), tokens) : personOfIdToken(tokens, pending);
        return new SignedIn(person, tokens);
    }

    /** Exchanges a refresh token (RFC 6749 section 6); empty if the provider says that it is good for nothing any more. */
    Optional<TokenResponse> refresh(KeptTokens kept) throws Rejection {
        Instant asked = clock.instant();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "refresh_token");
        fields.put("refresh_token", kept.refreshToken().orElseThrow());
        Answer answer = http.ask(form.post(metadata().tokenEndpoint(), fields));
        Optional<TokenResponse> tokens = TokenResponse.readRefreshed(answer);
        if (tokens.isEmpty()) {
            return tokens;
        }
        if (!KeptTokens.of(tokens.get(), kept.subject(), kept.nonce(), asked).isKeepable()) {
            throw TokenResponse.refused("the refreshed tokens are too long, or no tokens");
        }
        boolean same =
                !provider.isOpenId() || tokens.get().idToken().isEmpty() || isSamePerson(tokens.get(), kept, asked);
        return same ? tokens : Optional.empty();
    }

    /** The refresh token has been used up by now. So tokens are kept if the check can't be made, and given up if it fails. */
    private boolean isSamePerson(TokenResponse tokens, KeptTokens kept, Instant asked) {
        try {
            new IdTokenCheck(provider, signatures, clock.instant())
                    .checkRefreshed(tokens, kept, asked, discovery.current().keys());
            return true;
        } catch (Rejection e) {
            return e.problem().type().equals(OAuthProblems.PROVIDER_UNAVAILABLE);
        }
    }

    /** The provider as an issuer of access tokens. */
    TrustedIssuer trustedIssuer(String audience) {
        if (!provider.isOpenId()) {
            throw new IllegalArgumentException("the provider " + provider.id() + " publishes no keys");
        }
        JwtPolicy policy = JwtPolicy.of(
                        provider.issuer(), audience, provider.options().algorithms())
                .withSkew(provider.options().skew());
        return new TrustedIssuer(policy, new DiscoveredKeys(discovery));
    }

    /** The provider as an issuer of opaque access tokens. */
    IntrospectedIssuer introspectedIssuer(String audience) {
        IntrospectionPolicy policy = IntrospectionPolicy.of(provider.issuer(), audience)
                .withSkew(provider.options().skew());
        return new IntrospectedIssuer(policy, token -> introspection.send(introspectionEndpoint(), token));
    }

    private URI introspectionEndpoint() {
        try {
            return metadata()
                    .introspectionEndpoint()
                    .orElseThrow(() ->
                            new StoreUnavailableException(provider.issuer() + " publishes no introspection endpoint"));
        } catch (Rejection e) {
            throw new StoreUnavailableException(e.problem().reason());
        }
    }

    /** Whose session ends, by a logout token of this provider. */
    LogoutToken loggedOut(String logoutToken) throws Rejection {
        if (!provider.isOpenId()) {
            throw new Rejection(RequestProblems.NOT_FOUND, "a plain OAuth 2.0 provider sends no logout tokens");
        }
        return new LogoutTokenCheck(new IdTokenCheck(provider, signatures, clock.instant()))
                .check(logoutToken, discovery.current().keys());
    }

    private ProviderPerson personOfIdToken(TokenResponse tokens, PendingLogin pending) throws Rejection {
        Discovery.Found found = discovery.current();
        var expected = new IdTokenCheck.Expected(pending.nonce(), pending.createdAt(), tokens.accessToken());
        JsonObject claims = new IdTokenCheck(provider, signatures, clock.instant())
                .check(tokens.idToken().orElseThrow(), expected, found.keys());
        String subject = String.valueOf(claims.members().get("sub"));
        if (provider.options().userInfo()) {
            URI endpoint = found.metadata()
                    .userInfoEndpoint()
                    .orElseThrow(() -> TokenResponse.refused("the provider has no UserInfo endpoint"));
            claims = new UserInfo(http).complete(claims, endpoint, tokens.accessToken());
        }
        return UserInfo.person(provider.issuer(), subject, claims);
    }

    private ProviderPerson personOfApi(OAuthProvider.UserApi api, TokenResponse tokens) throws Rejection {
        URI endpoint = api.metadata().userInfoEndpoint().orElseThrow();
        JsonObject claims = new UserInfo(http).fetch(endpoint, tokens.accessToken());
        Object subject = claims.members().get(api.subjectMember());
        String text = subject instanceof String || subject instanceof Long ? subject.toString() : "";
        return UserInfo.person(provider.issuer(), text, claims);
    }
}
