package io.gatehouse.jpa;

import io.gatehouse.oauth.ProviderSession;
import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.secret.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which logins began with which sessions at providers. Found by digests: the texts are longer than some indexes take. */
record JpaProviderSessionStore(Database database) implements ProviderSessionStore {
    @Override
    public void insert(ProviderSession session) {
        ProviderSessionRow row = new ProviderSessionRow();
        row.id = session.id();
        row.issuer = session.issuer();
        row.subject = session.subject();
        row.sid = session.sid().orElse(null);
        row.subjectKey = Columns.digest(session.issuer(), session.subject());
        row.sidKey =
                session.sid().map(sid -> Columns.digest(session.issuer(), sid)).orElse(null);
        row.accountId = session.accountId();
        row.loginId = session.loginId().orElse(null);
        row.idToken = session.idToken().map(SealedText::encoded).orElse(null);
        row.expiresAt = session.expiresAt().toEpochMilli();
        if (!database.inserted(row)) {
            throw new IllegalStateException("there is a session " + session.id() + " of a provider already");
        }
    }

    @Override
    public Optional<ProviderSession> find(String id) {
        return Columns.isKey(id)
                ? find("select s from GatehouseProviderSession s where s.id = :key", id).stream()
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public List<ProviderSession> findBySid(String issuer, String sid) {
        return find("select s from GatehouseProviderSession s where s.sidKey = :key", Columns.digest(issuer, sid));
    }

    @Override
    public List<ProviderSession> findBySubject(String issuer, String subject) {
        return find(
                "select s from GatehouseProviderSession s where s.subjectKey = :key", Columns.digest(issuer, subject));
    }

    @Override
    public void delete(String id) {
        if (Columns.isKey(id)) {
            database.call(entities -> entities.createQuery("delete from GatehouseProviderSession s where s.id = :id")
                    .setParameter("id", id)
                    .executeUpdate());
        }
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        return Batches.delete(
                database,
                "select s.id from GatehouseProviderSession s where s.expiresAt <= :now order by s.expiresAt",
                "delete from GatehouseProviderSession s where s.id in :ids and s.expiresAt <= :now",
                now,
                limit);
    }

    private List<ProviderSession> find(String query, String key) {
        return database.call(entities -> entities.createQuery(query, ProviderSessionRow.class)
                .setParameter("key", key)
                .getResultStream()
                .map(row -> new ProviderSession(
                        row.id,
                        row.issuer,
                        row.subject,
                        Optional.ofNullable(row.sid),
                        row.accountId,
                        Optional.ofNullable(row.loginId),
                        Optional.ofNullable(row.idToken).map(SealedText::new),
                        Instant.ofEpochMilli(row.expiresAt)))
                .toList());
    }
}
