package io.gatehouse.it.ee;

import static io.gatehouse.Requirement.anyone;
import static io.gatehouse.Requirement.role;
import static io.gatehouse.Requirement.scopes;

import io.gatehouse.AuthEngine;
import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.session.SessionPolicy;
import io.gatehouse.session.Sessions;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** All that an application writes to have the mechanism: a producer of an engine. */
@ApplicationScoped
public class EeEngine {
    /** Where Arquillian calls the tests that run in the container. */
    private static final String TEST_RUNNER = "/ArquillianServletRunnerEE9";

    @Produces
    @Singleton
    AuthEngine engine(EeStores stores) {
        Revocations revocations = Revocations.of(stores.revocations(), stores.clock());
        TokenLogin tokens = TokenLogin.of(
                TokenPolicy.of("https://app.example", "api"),
                KeyRing.generate(SignatureAlgorithm.ES256, stores.clock(), stores.random()),
                stores.refreshTokens(),
                revocations,
                stores.accounts());
        Sessions sessions = Sessions.of(
                stores.sessions(),
                stores.accounts(),
                SessionPolicy.standard().allowInsecureHttpOnLocalhost(),
                stores.clock(),
                stores.random());
        return AuthEngine.builder()
                .use(BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, stores.clock()))
                .use(ApiKeys.of(
                        stores.apiKeys(), stores.accounts(), ApiKeyPolicy.standard(), stores.clock(), stores.random()))
                .use(sessions)
                .use(tokens)
                .use(PasswordLogin.of(
                        stores.passwords(), stores.accounts(), stores.hashing(), stores.throttle(), tokens.grant()))
                .use(PasswordLogin.of(
                                stores.passwords(),
                                stores.accounts(),
                                stores.hashing(),
                                stores.throttle(),
                                sessions.grant())
                        .withPath(Sessions.LOGIN_PATH))
                .use(LoginEndpoints.of(stores.accounts(), tokens.logins(), sessions.logins()))
                .protect("/open/*", anyone())
                .protect("/rest/open/*", anyone())
                .protect("/admin/*", role("admin"))
                .protect("/data/*", scopes("data:read"))
                .protect(TEST_RUNNER, anyone())
                .build();
    }
}
