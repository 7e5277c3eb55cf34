package io.gatehouse.it.annotated;

import static io.gatehouse.Requirement.anyone;

import io.gatehouse.AuthEngine;
import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.it.ee.EeStores;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.session.SessionPolicy;
import io.gatehouse.session.Sessions;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Puts the filter in front; all else is said by the resources. */
@WebListener
public final class Wiring implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        EeStores stores = EeStores.inMemory();
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
        AuthEngine engine = AuthEngine.builder()
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
                .protect("/api/public/*", anyone())
                .build();
        new AuthFilter(engine).register(event.getServletContext());
    }
}
