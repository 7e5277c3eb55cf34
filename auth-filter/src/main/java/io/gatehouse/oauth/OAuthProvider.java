package io.gatehouse.oauth;

import io.gatehouse.Scopes;
import io.gatehouse.token.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider that people can sign in with. Begin with {@link #oidc} for any OpenID provider, or with one of {@link KnownProviders}.
 * Immutable.
 *
 * <p>A person is the provider's issuer together with the subject that it names. An e-mail address is never more than a claim.
 */
public final class OAuthProvider {
    private static final int MAX_ID = 32;

    /** Names that other endpoints have below the same path. */
    private static final Set<String> TAKEN =
            Set.of("code", "form", "login", "logout", "me", "password", "providers", "refresh", "session", "sessions");

    private final String id;
    private final String name;
    private final String issuer;
    private final String clientId;
    private final ClientAuthentication authentication;
    private final Optional<UserApi> userApi;
    private final ProviderOptions options;

    /** A provider of plain OAuth 2.0: what is known of it, and the member of its API's answer that is the subject. */
    record UserApi(ProviderMetadata metadata, String subjectMember) {}

    private OAuthProvider(
            String id,
            String name,
            String issuer,
            String clientId,
            ClientAuthentication authentication,
            Optional<UserApi> userApi,
            ProviderOptions options) {
        this.id = id;
        this.name = name;
        this.issuer = issuer;
        this.clientId = clientId;
        this.authentication = authentication;
        this.userApi = userApi;
        this.options = options;
        require(
                !id.isEmpty()
                        && id.length() <= MAX_ID
                        && id.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'),
                "the id is 1 to " + MAX_ID + " lower-case letters, digits and hyphens");
        require(!TAKEN.contains(id), "the id is the name of another endpoint");
        require(!name.isBlank() && !clientId.isBlank(), "name or client id is blank");
    }

    /**
     * An OpenID provider, found by its issuer (OpenID Connect Discovery section 4). Asks for the scope {@code openid} alone.
     *
     * @param id names it in addresses: 1 to 32 lower-case letters, digits and hyphens. Part of the redirect URI, so never change it
     * @param name shown to people
     * @param issuer its issuer, an https address; the one that it publishes must be identical
     * @param clientId how the provider knows this application
     * @param authentication how this application proves itself
     * @return the provider
     * @throws IllegalArgumentException if a part has another form
     */
    public static OAuthProvider oidc(
            String id, String name, String issuer, String clientId, ClientAuthentication authentication) {
        URI uri = URI.create(issuer);
        require(
                Https.isSafe(uri, true)
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null
                        && uri.getRawUserInfo() == null,
                "the issuer is an https address without query and fragment");
        return new OAuthProvider(
                id,
                name,
                issuer,
                clientId,
                authentication,
                Optional.empty(),
                ProviderOptions.standard(List.of("openid")));
    }

    /**
     * A provider of plain OAuth 2.0, which issues no ID tokens. Its API says who signed in.
     *
     * @param id names it in addresses, as in {@link #oidc}
     * @param name shown to people
     * @param metadata where it is asked; with a user API
     * @param clientId how the provider knows this application
     * @param authentication how this application proves itself
     * @param subjectMember the member of the API's answer that never changes for a person: a string or a whole number, no e-mail address
     * @return the provider
     * @throws IllegalArgumentException if a part has another form
     */
    public static OAuthProvider oauth2(
            String id,
            String name,
            ProviderMetadata metadata,
            String clientId,
            ClientAuthentication authentication,
            String subjectMember) {
        require(metadata.userInfoEndpoint().isPresent(), "without ID tokens a user API is needed");
        return new OAuthProvider(
                id,
                name,
                metadata.issuer(),
                clientId,
                authentication,
                Optional.of(new UserApi(metadata, subjectMember)),
                ProviderOptions.standard(List.of()));
    }

    /**
     * Changes how this application proves itself, for one of {@link KnownProviders} whose secret may change.
     *
     * @param value how
     * @return a changed copy
     */
    public OAuthProvider withClientAuthentication(ClientAuthentication value) {
        return new OAuthProvider(id, name, issuer, clientId, value, userApi, options);
    }

    /**
     * Asks for more scopes, in place of those that were asked for before; {@code openid} stays.
     *
     * @param scopes the scopes
     * @return a changed copy
     */
    public OAuthProvider withScopes(String... scopes) {
        List<String> all = new ArrayList<>(isOpenId() ? List.of("openid") : List.of());
        for (String scope : scopes) {
            require(Scopes.isScope(scope), "not a scope of RFC 6749 section 3.3: " + scope);
            if (!all.contains(scope)) {
                all.add(scope);
            }
        }
        return with(options.withScopes(all));
    }

    /**
     * Sets what its ID tokens are signed by, in place of RS256, which is what OpenID Connect Core section 3.1.3.7 has where nothing else
     * is registered.
     *
     * @param algorithms public-key algorithms
     * @return a changed copy
     */
    public OAuthProvider withIdTokenAlgorithms(SignatureAlgorithm... algorithms) {
        return with(options.withAlgorithms(Set.of(algorithms)));
    }

    /**
     * Asks the provider for a sign-in that is no older, and refuses one that is.
     *
     * @param value the greatest age
     * @return a changed copy
     */
    public OAuthProvider withMaxAge(Duration value) {
        return with(options.withMaxAge(value));
    }

    /**
     * Asks the provider for one of these ways of signing in, and refuses others.
     *
     * @param values the accepted {@code acr}
     * @return a changed copy
     */
    public OAuthProvider withAcrValues(String... values) {
        return with(options.withAcrValues(List.of(values)));
    }

    /**
     * Asks the provider to show something in any case.
     *
     * @param value {@code login}, {@code consent} or {@code select_account}
     * @return a changed copy
     */
    public OAuthProvider withPrompt(String value) {
        require(
                Set.of("login", "consent", "select_account").contains(value),
                "prompt is none of those that can be asked for");
        return with(options.withParameter("prompt", value));
    }

    /**
     * Accepts only people whose ID token has a claim of this value.
     *
     * @param claim the claim's name
     * @param value the value, a string
     * @return a changed copy
     */
    public OAuthProvider withRequiredClaim(String claim, String value) {
        return with(options.withRequiredClaim(claim, value));
    }

    /**
     * Asks the UserInfo endpoint too (OpenID Connect Core section 5.3), for claims that the ID token lacks.
     *
     * @return a changed copy
     */
    public OAuthProvider withUserInfo() {
        return with(options.withUserInfo());
    }

    /**
     * Sets how far the clocks may differ, 60 s unless changed.
     *
     * @param value 0 to 5 minutes
     * @return a changed copy
     */
    public OAuthProvider withSkew(Duration value) {
        return with(options.withSkew(value));
    }

    /**
     * Speaks plain http with a provider on this very machine, for tests. A weakening: whoever can write to this machine's network can sign
     * in as anybody.
     *
     * @return a changed copy
     */
    public OAuthProvider insecureAllowHttp() {
        return with(options.withHttpAllowed());
    }

    /**
     * Its name in addresses.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Its name for people.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Whose subjects people are.
     *
     * @return the issuer
     */
    public String issuer() {
        return issuer;
    }

    String clientId() {
        return clientId;
    }

    ClientAuthentication authentication() {
        return authentication;
    }

    Optional<UserApi> userApi() {
        return userApi;
    }

    ProviderOptions options() {
        return options;
    }

    boolean isOpenId() {
        return userApi.isEmpty();
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "OAuthProvider[" + id + ", " + issuer + ", " + authentication + "]";
    }

    OAuthProvider with(ProviderOptions value) {
        return new OAuthProvider(id, name, issuer, clientId, authentication, userApi, value);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("provider: " + rule);
        }
    }
}
