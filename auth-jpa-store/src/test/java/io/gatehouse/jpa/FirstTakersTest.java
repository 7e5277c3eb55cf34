package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.AttemptStore.Take;
import io.gatehouse.testkit.AttemptStoreContract;
import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Two nodes that take from a bucket at the same moment, which nobody has taken from before. */
final class FirstTakersTest {
    private final TwoNodes nodes = TwoNodes.empty(Combination.HIBERNATE_H2_MEMORY);

    @Test
    void bothGetATokenThoughOneFindsTheRowOfTheOtherOnlyWhenItReads() {
        AttemptStore other = new JpaAttemptStore(nodes.second().database());
        AttemptStore store = new JpaAttemptStore(new Database(beforeTheFirstReading(() -> assertTaken(take(other)))));
        assertTaken(take(store));
        for (int i = 2; i < AttemptStoreContract.LIMIT.count(); i++) {
            assertTaken(take(store));
        }
        assertThat(take(store).taken()).isFalse();
    }

    private static Take take(AttemptStore store) {
        return store.take(AttemptStoreContract.KEY, AttemptStoreContract.LIMIT, AttemptStoreContract.NOW);
    }

    private static void assertTaken(Take take) {
        assertThat(take).isEqualTo(Take.TAKEN);
    }

    private Transactions beforeTheFirstReading(Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        Transactions transactions = nodes.first().transactions();
        return new Transactions() {
            @Override
            public <T> T inNew(Function<EntityManager, T> inside) {
                return transactions.inNew(entities -> inside.apply((EntityManager) Proxy.newProxyInstance(
                        EntityManager.class.getClassLoader(),
                        new Class<?>[] {EntityManager.class},
                        (proxy, method, arguments) -> {
                            boolean reads = method.getName().equals("createQuery") && arguments.length == 2;
                            if (reads && !done.getAndSet(true)) {
                                work.run();
                            }
                            try {
                                return method.invoke(entities, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        })));
            }
        };
    }
}
