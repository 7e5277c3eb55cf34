package io.gatehouse.it.payara;

import static io.gatehouse.Requirement.anyone;

import io.gatehouse.AuthEngine;
import io.gatehouse.Rejection;
import io.gatehouse.jpa.JpaStores;
import io.gatehouse.jpa.JtaTransactions;
import io.gatehouse.jpa.SchemaMigration;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import jakarta.annotation.Resource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.transaction.TransactionManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;

/** Wires the stores as the README says for Payara. */
@WebListener
public final class JtaApplication implements ServletContextListener {
    static final String STORES = "stores";

    @PersistenceUnit
    private EntityManagerFactory factory;

    @Resource(lookup = "java:app/jdbc/application")
    private DataSource dataSource;

    @Resource(lookup = "java:appserver/TransactionManager")
    private TransactionManager transactions;

    /** The container fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public JtaApplication() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        SchemaMigration.migrate(dataSource);
        JpaStores stores = JpaStores.of(JtaTransactions.of(factory, transactions), clock, random);
        PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), random);
        addAda(stores, hashing);
        Revocations revocations = Revocations.of(stores.revocations(), clock);
        TokenLogin tokens = TokenLogin.of(
                TokenPolicy.of("https://app.example", "api"),
                KeyRing.generate(SignatureAlgorithm.ES256, clock, random),
                stores.refreshTokens(),
                revocations,
                stores.accounts());
        AuthEngine engine = AuthEngine.builder()
                .use(BearerAuthentication.of(JwtVerifier.of(tokens.trustedIssuer()), revocations, clock))
                .use(tokens)
                .use(PasswordLogin.of(
                        stores.passwords(),
                        stores.accounts(),
                        hashing,
                        new LoginThrottle(stores.attempts(), clock),
                        tokens.grant()))
                .use(LoginEndpoints.of(stores.accounts(), tokens.logins()))
                .protect("/rolled-back", anyone())
                .build();
        event.getServletContext().setAttribute(STORES, stores);
        new AuthFilter(engine).register(event.getServletContext());
    }

    private static void addAda(JpaStores stores, PasswordHashing hashing) {
        stores.accounts().insert(new Account("ada", "ada@example.com", Set.of("user"), Set.of(), true));
        try {
            String hash = hashing.hash(System.getenv("DEMO_PASSWORD"));
            stores.passwords().insert(new StoredPassword("ada", LoginName.of("ada@example.com"), hash));
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
    }
}
