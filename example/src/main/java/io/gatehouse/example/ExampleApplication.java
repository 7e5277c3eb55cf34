package io.gatehouse.example;

import static io.gatehouse.Requirement.anyone;
import static io.gatehouse.Requirement.login;
import static io.gatehouse.Requirement.role;
import static io.gatehouse.Requirement.scopes;

import io.gatehouse.AuthEngine;
import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.jpa.JpaStores;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.PasswordChange;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordPolicy;
import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.session.Sessions;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wires the library when the application starts. Everything is kept in a database: a restart loses nothing. */
@WebListener
public final class ExampleApplication implements ServletContextListener {
    static final String ACCOUNTS = "example.accounts";
    static final String ORDERS = "example.orders";
    /** The origin of the provider that people sign in with; absent if there is none. */
    static final String PROVIDER = "example.provider";

    private @Nullable ExampleDatabase database;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = Settings.from(System.getenv(), context.getContextPath());
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        ExampleDatabase opened = ExampleDatabase.open(settings);
        database = opened;
        JpaStores stores = JpaStores.of(opened.transactions(), clock, random);
        PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), random);
        DemoAccounts.create(settings.demoPassword(), stores, hashing);
        context.setAttribute(ACCOUNTS, stores.accounts());
        settings.provider().ifPresent(it -> context.setAttribute(PROVIDER, ProviderSignIn.origin(it)));
        context.setAttribute(ORDERS, new Orders(opened.factory()));
        new AuthFilter(engine(settings, stores, hashing, clock, random))
                .withTrustedProxies(settings.trustedProxies())
                .register(context);
    }

    /** Comes after the filter has closed the engine, which writes what is not yet written. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (database != null) {
            database.close();
        }
    }

    private static AuthEngine engine(
            Settings settings, JpaStores stores, PasswordHashing hashing, Clock clock, SecureRandom random) {
        // snippet: wiring
        KeyRing keys = KeyRing.of(SigningKeyFile.read(settings.signingKey(), random), clock);
        Revocations revocations = Revocations.of(stores.revocations(), clock);
        LoginThrottle throttle = new LoginThrottle(stores.attempts(), clock);
        PasswordPolicy rules = PasswordPolicy.standard();

        TokenPolicy policy = TokenPolicy.of(settings.publicUrl(), "example-api");
        TokenLogin tokens = TokenLogin.of(policy, keys, stores.refreshTokens(), revocations, stores.accounts());
        BearerAuthentication bearer =
                BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, clock);
        Sessions sessions = Sessions.of(stores.sessions(), stores.accounts(), settings.sessionPolicy(), clock, random);
        ApiKeys apiKeys = ApiKeys.of(stores.apiKeys(), stores.accounts(), ApiKeyPolicy.standard(), clock, random);

        return AuthEngine.builder()
                .use(bearer)
                .use(apiKeys)
                .use(sessions)
                .use(tokens)
                .use(PasswordLogin.of(stores.passwords(), stores.accounts(), hashing, throttle, tokens.grant()))
                .use(PasswordLogin.of(stores.passwords(), stores.accounts(), hashing, throttle, sessions.grant())
                        .withPath(Sessions.LOGIN_PATH))
                .use(PasswordChange.of(
                        stores.passwords(),
                        stores.accounts(),
                        hashing,
                        rules,
                        throttle,
                        List.of(tokens.logins(), sessions.logins())))
                .use(LoginEndpoints.of(stores.accounts(), tokens.logins(), sessions.logins()))
                .use(ProviderSignIn.of(settings, stores, sessions, tokens, clock, random))
                .use(AuditTrail.of(stores.audit(), clock))
                .use(stores.purge().everyMinute())
                .loginPage("/account/")
                .protect("/account/*", anyone())
                .protect("/api/public/*", anyone())
                .protect("/api/profile", login())
                .protect("/api/data", scopes("data:read"), apiKeys)
                .protect("GET /api/orders", scopes("orders:read"), bearer, apiKeys)
                .protect("POST /api/orders", scopes("orders:write"), bearer, apiKeys)
                .protect("/api/admin", role("admin"), bearer, sessions)
                .build(); // everything else: signed in
        // end
    }
}
