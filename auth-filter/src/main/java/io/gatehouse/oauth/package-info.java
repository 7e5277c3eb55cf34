/**
 * Sign-in with OAuth 2.0 and OpenID Connect providers.
 *
 * <p>Entry types: {@link io.gatehouse.oauth.OAuthLogin}, made of {@link io.gatehouse.oauth.OAuthProvider}s and an {@link
 * io.gatehouse.oauth.AccountLinker}. {@link io.gatehouse.oauth.PendingLoginStore} and {@link io.gatehouse.oauth.LinkedAccountStore} are
 * what an application or one of our stores implements.
 *
 * <p>Read it in the order of a login: {@code StartEndpoint} and {@code LoginStart} send a browser away, {@code CallbackEndpoint} takes the
 * answer, {@code ProviderClient} exchanges the code, {@code IdTokenCheck} judges the ID token, {@code LoginEnd} finds the account.
 *
 * <p>{@link io.gatehouse.oauth.ProviderTokens} finds and refreshes the providers' own tokens, if the application keeps them; {@link
 * io.gatehouse.oauth.IntrospectionClient} asks about opaque bearer tokens.
 *
 * <p>Not here: the implicit and hybrid flows, the password grant, encrypted ID tokens, dynamic registration, being a provider.
 *
 * <p>Specifications: RFC 6749 section 4.1 (code flow), RFC 7636 (PKCE), RFC 9207 (iss), RFC 9700 (best practice), RFC 7523 section 2.2
 * (private_key_jwt), RFC 7662 (introspection), RFC 8414 and OpenID Connect Discovery section 4 (metadata), OpenID Connect Core sections 3.1, 5.3 and 12, OpenID
 * Connect Back-Channel Logout.
 *
 * <p>Threats: an answer that another browser, login or provider caused ({@code CallbackEndpoint}, {@code LoginCookies}), an answer that
 * comes twice ({@link io.gatehouse.oauth.PendingLoginStore#consume}), stolen codes ({@code Pkce}), forged or foreign ID tokens ({@code
 * IdTokenCheck}), people who share an e-mail address ({@link io.gatehouse.oauth.ProviderPerson}), linking somebody else's person ({@code
 * LinkEndpoint}, {@code LoginEnd}), codes of native apps that go to others ({@code NativeApps}, {@code ExchangeCodeEndpoint}), redirects to
 * elsewhere ({@link io.gatehouse.login.ReturnTo}), a provider that is slow, down or hostile ({@code ProviderHttp}, {@code Discovery}), a stolen
 * or changed store ({@link io.gatehouse.oauth.PendingLogin}, {@code ProviderTokenSafe}), refresh tokens that are sent twice ({@link
 * io.gatehouse.oauth.ProviderTokens}), forged and repeated logout
 * tokens ({@code LogoutTokenCheck}, {@code BackChannel}).
 */
@NullMarked
package io.gatehouse.oauth;

import org.jspecify.annotations.NullMarked;
