package io.gatehouse.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.testkit.PasswordStoreContract;
import io.gatehouse.testkit.Race;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MemoryPasswordStoreTest implements PasswordStoreContract {
    @Override
    public PasswordStore holding(StoredPassword... passwords) {
        MemoryPasswordStore store = new MemoryPasswordStore();
        for (StoredPassword password : passwords) {
            assertThat(store.insert(password)).isTrue();
        }
        return store;
    }

    @Test
    void ofManyAccountsWithOneLoginNameExactlyOneIsInserted() {
        MemoryPasswordStore store = new MemoryPasswordStore();
        AtomicInteger next = new AtomicInteger();
        assertThat(Race.run(() -> store.insert(new StoredPassword("u-" + next.incrementAndGet(), ADA.login(), "$"))))
                .containsOnlyOnce(true);
    }

    @Test
    void givesAnAccountNoSecondPassword() {
        MemoryPasswordStore store = new MemoryPasswordStore();
        assertThat(store.insert(ADA)).isTrue();
        assertThat(store.insert(new StoredPassword("u-1", LoginName.of("new@example.com"), "$")))
                .isFalse();
        assertThat(store.findByLogin(LoginName.of("new@example.com"))).isEmpty();
    }

    /** Many more than the contract asks of a database: the gap that this looks for is a few nanoseconds wide. */
    @Test
    void ofThirtyThousandReplacementsInARowNoneIsLost() {
        int each = 1000;
        PasswordStore store = holding(new StoredPassword("u-1", ADA.login(), "0"));
        Race.run(() -> {
            for (int i = 0; i < each; ) {
                String now = store.findByAccount("u-1").orElseThrow().hash();
                i += store.replace("u-1", now, Integer.toString(Integer.parseInt(now) + 1)) ? 1 : 0;
            }
            return each;
        });
        assertThat(store.findByAccount("u-1"))
                .map(StoredPassword::hash)
                .contains(Integer.toString(Race.THREADS * each));
    }
}
