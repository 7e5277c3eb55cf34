package io.gatehouse.oauth;

import java.net.URI;
import java.util.UUID;

/** Providers whose addresses and habits are known. */
public final class KnownProviders {
    private KnownProviders() {}

    /**
     * Google, for any Google account. Asks for {@code openid} and {@code email}.
     *
     * @param clientId the client id
     * @param clientSecret the client secret
     * @return the provider {@code google}
     */
    public static OAuthProvider google(String clientId, String clientSecret) {
        return OAuthProvider.oidc(
                        "google",
                        "Google",
                        "https://accounts.google.com",
                        clientId,
                        ClientAuthentication.secretPost(clientSecret))
                .withScopes("email");
    }

    /**
     * Google, for the accounts of one organization only: the claim {@code hd} must name it. The parameter of that name alone would be a
     * mere suggestion.
     *
     * @param clientId the client id
     * @param clientSecret the client secret
     * @param hostedDomain the organization's domain, for instance {@code example.com}
     * @return the provider {@code google}
     */
    public static OAuthProvider google(String clientId, String clientSecret, String hostedDomain) {
        require(!hostedDomain.isBlank() && !hostedDomain.equals("*"), "the hosted domain is one domain");
        OAuthProvider google = google(clientId, clientSecret);
        return google.with(google.options().withParameter("hd", hostedDomain).withRequiredClaim("hd", hostedDomain));
    }

    /**
     * Microsoft Entra ID, for the accounts of one tenant. Asks for {@code openid} and {@code email}; Microsoft does not verify e-mail
     * addresses.
     *
     * @param tenantId the tenant's id, a UUID. Not {@code common} or a domain: their issuer is not the one that tokens name
     * @param clientId the client id
     * @param clientSecret the client secret
     * @return the provider {@code microsoft}
     * @throws IllegalArgumentException if the tenant's id is no UUID
     */
    public static OAuthProvider microsoft(String tenantId, String clientId, String clientSecret) {
        require(isUuid(tenantId), "the tenant is named by its id, a UUID in lower case");
        return OAuthProvider.oidc(
                        "microsoft",
                        "Microsoft",
                        "https://login.microsoftonline.com/" + tenantId + "/v2.0",
                        clientId,
                        ClientAuthentication.secretPost(clientSecret))
                .withScopes("email");
    }

    /**
     * GitHub, which is plain OAuth 2.0 with an API. Asks for no scope: that gives the public profile.
     *
     * @param clientId the client id
     * @param clientSecret the client secret
     * @return the provider {@code github}
     */
    public static OAuthProvider github(String clientId, String clientSecret) {
        // The issuer is the one that GitHub names itself by in its iss parameter
        ProviderMetadata metadata = ProviderMetadata.of(
                "https://github.com/login/oauth",
                URI.create("https://github.com/login/oauth/authorize"),
                URI.create("https://github.com/login/oauth/access_token"),
                URI.create("https://api.github.com/user"));
        return OAuthProvider.oauth2(
                "github", "GitHub", metadata, clientId, ClientAuthentication.secretPost(clientSecret), "id");
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("provider: " + rule);
        }
    }
}
