package io.gatehouse.jpa;

import io.gatehouse.login.ReturnTo;
import io.gatehouse.oauth.PendingLogin;
import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.secret.SealedText;
import io.gatehouse.secret.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logins that wait for a provider's answer, shared by all nodes: the answer may come to another one. Anyone can begin one, so beyond
 * {@value #MAX_ROWS} the oldest go; looked after once in {@value #LOOK_EVERY} on each node.
 */
final class JpaPendingLoginStore implements PendingLoginStore {
    static final int MAX_ROWS = 100_000;
    private static final int LOOK_EVERY = 100;

    private final Database database;
    private final int maxRows;
    private final AtomicInteger inserts = new AtomicInteger();

    JpaPendingLoginStore(Database database, int maxRows) {
        this.database = database;
        this.maxRows = maxRows;
    }

    @Override
    public void insert(PendingLogin login) {
        if (!database.inserted(row(login))) {
            throw new IllegalStateException("a state was drawn twice");
        }
        if (inserts.incrementAndGet() % LOOK_EVERY == 0) {
            forgetOldest();
        }
    }

    @Override
    public Optional<PendingLogin> consume(SecretHash state, Instant now) {
        return database.call(entities -> {
            Optional<PendingLoginRow> row = entities.createQuery(
                            "select p from GatehousePendingLogin p where p.state = :state", PendingLoginRow.class)
                    .setParameter("state", state.encoded())
                    .getResultStream()
                    .findFirst();
            int won = entities.createQuery(
                            "delete from GatehousePendingLogin p where p.state = :state and p.expiresAt > :now")
                    .setParameter("state", state.encoded())
                    .setParameter("now", now.toEpochMilli())
                    .executeUpdate();
            return row.filter(it -> won == 1).map(JpaPendingLoginStore::login);
        });
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return Batches.delete(
                database,
                "select p.state from GatehousePendingLogin p where p.expiresAt <= :now order by p.expiresAt",
                "delete from GatehousePendingLogin p where p.state in :ids and p.expiresAt <= :now",
                now,
                limit);
    }

    private void forgetOldest() {
        database.call(entities -> {
            long rows = entities.createQuery("select count(p) from GatehousePendingLogin p", Long.class)
                    .getSingleResult();
            if (rows <= maxRows) {
                return 0;
            }
            List<String> oldest = entities.createQuery(
                            "select p.state from GatehousePendingLogin p order by p.expiresAt", String.class)
                    .setMaxResults((int) Math.min(rows - maxRows, Batches.SIZE))
                    .getResultList();
            return entities.createQuery("delete from GatehousePendingLogin p where p.state in :states")
                    .setParameter("states", oldest)
                    .executeUpdate();
        });
    }

    private static PendingLoginRow row(PendingLogin login) {
        PendingLoginRow row = new PendingLoginRow();
        row.state = login.state().encoded();
        row.providerId = login.providerId();
        row.browser = login.browser().encoded();
        row.nonce = login.nonce().encoded();
        row.verifier = login.verifier().encoded();
        row.returnPath = login.returnTo().path();
        row.linkAccountId =
                login.linkTo().map(PendingLogin.LinkTarget::accountId).orElse(null);
        row.linkLoginId = login.linkTo().map(PendingLogin.LinkTarget::loginId).orElse(null);
        login.app().ifPresent(app -> {
            row.appClientId = app.clientId();
            row.appRedirectUri = app.redirectUri();
            row.appState = app.state();
            row.appChallenge = app.codeChallenge();
        });
        row.createdAt = login.createdAt().toEpochMilli();
        row.expiresAt = login.expiresAt().toEpochMilli();
        return row;
    }

    private static PendingLogin login(PendingLoginRow row) {
        return new PendingLogin(
                SecretHash.parse(row.state),
                row.providerId,
                SecretHash.parse(row.browser),
                SecretHash.parse(row.nonce),
                new SealedText(row.verifier),
                new ReturnTo(row.returnPath),
                Optional.ofNullable(row.linkAccountId)
                        .flatMap(account -> Optional.ofNullable(row.linkLoginId)
                                .map(login -> new PendingLogin.LinkTarget(account, login))),
                app(row),
                Instant.ofEpochMilli(row.createdAt),
                Instant.ofEpochMilli(row.expiresAt));
    }

    private static Optional<PendingLogin.AppTarget> app(PendingLoginRow row) {
        String clientId = row.appClientId;
        String redirectUri = row.appRedirectUri;
        String state = row.appState;
        String challenge = row.appChallenge;
        return clientId == null || redirectUri == null || state == null || challenge == null
                ? Optional.empty()
                : Optional.of(new PendingLogin.AppTarget(clientId, redirectUri, state, challenge));
    }
}
