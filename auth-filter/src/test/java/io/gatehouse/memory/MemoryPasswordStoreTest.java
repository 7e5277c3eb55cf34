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
}
