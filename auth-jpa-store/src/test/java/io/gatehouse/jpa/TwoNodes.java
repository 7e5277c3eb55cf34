package io.gatehouse.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Two nodes on one migrated database, kept for the whole test run. */
record TwoNodes(TestNode first, TestNode second) {
    private static final Map<Combination, TwoNodes> STARTED = new ConcurrentHashMap<>();

    /** Children before their parents. */
    private static final List<String> TABLES = List.of(
            "gatehouse_refresh_token",
            "gatehouse_refresh_family",
            "gatehouse_session",
            "gatehouse_pending_login",
            "gatehouse_linked_account",
            "gatehouse_one_time_code",
            "gatehouse_provider_session",
            "gatehouse_provider_token",
            "gatehouse_api_key",
            "gatehouse_revocation",
            "gatehouse_attempt",
            "gatehouse_audit",
            "gatehouse_password",
            "gatehouse_account");

    /** The nodes, on tables without rows. */
    static TwoNodes empty(Combination on) {
        TwoNodes nodes = of(on);
        nodes.clear();
        return nodes;
    }

    /** The nodes, with whatever rows there are. */
    static TwoNodes of(Combination on) {
        return STARTED.computeIfAbsent(on, TwoNodes::start);
    }

    /** A store whose calls go to one node and the other in turn. */
    <S> S inTurn(Class<S> type, Function<Database, S> store) {
        List<S> stores = List.of(store.apply(first.database()), store.apply(second.database()));
        AtomicInteger turn = new AtomicInteger();
        Object both =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(stores.get(turn.getAndIncrement() & 1), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(both);
    }

    private static TwoNodes start(Combination on) {
        TestNode first = TestNode.start(on.persistenceUnit(), on.database());
        SchemaMigration.migrate(first.pool());
        return new TwoNodes(first, TestNode.start(on.persistenceUnit(), on.database()));
    }

    private void clear() {
        try (Connection connection = first.pool().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
            statement.executeUpdate("UPDATE gatehouse_audit_ends SET anchor_seq = 0, anchor_hash = '', head_seq = 0,"
                    + " head_hash = ''");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
