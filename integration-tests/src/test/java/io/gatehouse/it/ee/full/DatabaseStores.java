package io.gatehouse.it.ee.full;

import io.gatehouse.it.ee.EeStores;
import io.gatehouse.jpa.JpaStores;
import io.gatehouse.jpa.JtaTransactions;
import io.gatehouse.jpa.SchemaMigration;
import io.gatehouse.login.Account;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.TransactionManager;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;

/** The stores in the server's own database, by its persistence provider and its transactions, wired as the README says. */
@ApplicationScoped
public class DatabaseStores {
    @PersistenceUnit
    private EntityManagerFactory factory;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    @Resource(lookup = "java:appserver/TransactionManager")
    private TransactionManager transactions;

    /** The container fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public DatabaseStores() {}

    @Produces
    @Singleton
    EeStores stores() {
        SchemaMigration.migrate(dataSource);
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        JpaStores jpa = JpaStores.of(JtaTransactions.of(factory, transactions), clock, random);
        EeStores stores = new EeStores(
                clock,
                random,
                jpa.accounts(),
                jpa.passwords(),
                jpa.apiKeys(),
                jpa.sessions(),
                jpa.refreshTokens(),
                jpa.revocations(),
                jpa.attempts());
        for (Account account : EeStores.ACCOUNTS) {
            jpa.accounts().insert(account);
            jpa.passwords().insert(stores.password(account));
        }
        return stores;
    }
}
