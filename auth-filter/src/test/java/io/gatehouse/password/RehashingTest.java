package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Race;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;

/** Old hashes are replaced when their owners sign in. */
final class RehashingTest {
    private final PasswordWorld world = new PasswordWorld();

    private final Argon2Policy higher = new Argon2Policy(20_000, 3, 1);

    @Test
    void happensWhenThePolicyRises() {
        world.hashing = world.hashing(higher);
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
        assertThat(world.storedHash()).startsWith("$argon2id$v=19$m=20000,t=3,p=1$");
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void doesNotHappenOtherwise() {
        String before = world.storedHash();
        assertThat(world.hashesDuring(() -> world.login("ada@example.com", PASSWORD)))
                .isEqualTo(1);
        assertThat(world.storedHash()).isEqualTo(before);
    }

    @Test
    void doesNotHappenForAWrongPasswordOrADisabledAccount() {
        String before = world.storedHash();
        String disabled = world.passwords.findByAccount("u-2").orElseThrow().hash();
        world.hashing = world.hashing(higher);
        world.login("ada@example.com", "wrong");
        world.login("bob@example.com", PASSWORD);
        assertThat(world.storedHash()).isEqualTo(before);
        assertThat(world.passwords.findByAccount("u-2").orElseThrow().hash()).isEqualTo(disabled);
    }

    @Test
    void bringsHashesOfOlderSystemsHome() {
        byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
        String old = OpenBSDBCrypt.generate("2a", password, "sixteen of these".getBytes(StandardCharsets.UTF_8), 4);
        world.passwords.replace("u-1", world.storedHash(), old);
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
        assertThat(world.storedHash()).startsWith("$argon2id$");
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void canNotUndoAChangeMeanwhile() {
        String old = world.storedHash();
        String changed = world.hash("another good passphrase");
        world.hashing = world.hashing(higher);
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public boolean replace(String accountId, String expectedHash, String newHash) {
                assertThat(world.passwords.replace("u-1", old, changed)).isTrue();
                return super.replace(accountId, expectedHash, newHash);
            }
        };
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(401);
        assertThat(world.storedHash()).isEqualTo(changed);
    }

    @Test
    void byManyAtOnceLogsEachOfThemIn() {
        world.hashing = world.hashing(higher);
        AtomicInteger address = new AtomicInteger();
        assertThat(Race.run(() -> world.login("ada@example.com", PASSWORD, "203.0.113." + address.incrementAndGet())
                        .status()))
                .containsOnly(200);
        assertThat(world.storedHash()).startsWith("$argon2id$v=19$m=20000,t=3,p=1$");
    }
}
