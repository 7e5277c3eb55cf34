package io.gatehouse.it.ee.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.OpenIdProviderMetadata;

/** A provider that nobody reaches. */
@OpenIdAuthenticationMechanismDefinition(
        clientId = "client",
        redirectURI = "http://localhost/callback",
        providerMetadata =
                @OpenIdProviderMetadata(
                        issuer = "https://provider.invalid",
                        authorizationEndpoint = "https://provider.invalid/authorize",
                        tokenEndpoint = "https://provider.invalid/token",
                        jwksURI = "https://provider.invalid/keys"))
@ApplicationScoped
public class OidcApplication {}
