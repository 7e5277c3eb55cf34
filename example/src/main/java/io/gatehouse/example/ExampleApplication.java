package io.gatehouse.example;

import static io.gatehouse.Requirement.anyone;
import static io.gatehouse.Requirement.login;
import static io.gatehouse.Requirement.role;
import static io.gatehouse.Requirement.scopes;

import io.gatehouse.AuthEngine;
import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryApiKeyStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.memory.MemoryRefreshTokenStore;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.PasswordChange;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordPolicy;
import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Wires the library when the application starts. Everything is kept in memory: a restart forgets it. */
@WebListener
public final class ExampleApplication implements ServletContextListener {
    static final String ACCOUNTS = "example.accounts";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = Settings.from(System.getenv());
        MemoryAccountStore accounts = new MemoryAccountStore();
        MemoryPasswordStore passwords = new MemoryPasswordStore();
        PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), new SecureRandom());
        DemoAccounts.create(settings.demoPassword(), accounts, passwords, hashing);
        context.setAttribute(ACCOUNTS, accounts);
        new AuthFilter(engine(settings, accounts, passwords, hashing)).register(context);
    }

    private static AuthEngine engine(
            Settings settings, MemoryAccountStore accounts, MemoryPasswordStore passwords, PasswordHashing hashing) {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();

        // snippet: wiring
        KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, clock, random);
        Revocations revocations = Revocations.of(new MemoryRevocationStore(), clock);
        LoginThrottle throttle = new LoginThrottle(new MemoryAttemptStore(), clock);

        TokenPolicy policy = TokenPolicy.of(settings.publicUrl(), "example-api");
        TokenLogin tokens = TokenLogin.of(policy, keys, new MemoryRefreshTokenStore(), revocations, accounts);
        BearerAuthentication bearer =
                BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, clock);
        ApiKeys apiKeys = ApiKeys.of(new MemoryApiKeyStore(), accounts, ApiKeyPolicy.standard(), clock, random);

        return AuthEngine.builder()
                .use(bearer)
                .use(apiKeys)
                .use(tokens)
                .use(PasswordLogin.of(passwords, accounts, hashing, throttle, tokens.grant()))
                .use(PasswordChange.of(
                        passwords, accounts, hashing, PasswordPolicy.standard(), throttle, List.of(tokens.logins())))
                .use(LoginEndpoints.of(accounts, tokens.logins()))
                .protect("/api/public/*", anyone())
                .protect("/api/profile", login())
                .protect("/api/data", scopes("data:read"), apiKeys)
                .protect("GET /api/orders", scopes("orders:read"), bearer, apiKeys)
                .protect("POST /api/orders", scopes("orders:write"), bearer, apiKeys)
                .protect("/api/admin", role("admin"), bearer)
                .build(); // everything else: signed in
        // end
    }
}
