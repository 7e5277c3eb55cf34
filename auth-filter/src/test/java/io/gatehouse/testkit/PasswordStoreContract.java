package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link PasswordStore} must hold to. Implement it in a test class and answer a store that holds some passwords. */
public interface PasswordStoreContract {
    /** The password that these tests look for. The hashes are none: stores don't look into them. */
    StoredPassword ADA = new StoredPassword("u-1", LoginName.of("ada@example.com"), "$first$");

    /** Another one. */
    StoredPassword GRACE = new StoredPassword("u-2", LoginName.of("grace@example.com"), "$other$");

    /**
     * The store to test.
     *
     * @param passwords what it holds
     * @return a store that holds these passwords and no others
     */
    PasswordStore holding(StoredPassword... passwords);

    @Test
    default void findsByLoginName() {
        PasswordStore store = holding(ADA, GRACE);
        assertThat(store.findByLogin(LoginName.of(" Ada@Example.com "))).contains(ADA);
        assertThat(store.findByLogin(LoginName.of("grace@example.com"))).contains(GRACE);
        assertThat(store.findByLogin(LoginName.of("eve@example.com"))).isEmpty();
    }

    @Test
    default void findsByAccount() {
        PasswordStore store = holding(ADA, GRACE);
        assertThat(store.findByAccount("u-1")).contains(ADA);
        assertThat(store.findByAccount("u-3")).isEmpty();
        assertThat(store.findByAccount("U-1")).isEmpty();
    }

    @Test
    default void takesNoOtherNameForThisOne() {
        PasswordStore store = holding(ADA);
        for (String other :
                List.of("àda@example.com", "ada@example.co", "ada_example.com", "a%", "ada@example.com\u200b")) {
            assertThat(store.findByLogin(LoginName.of(other))).as(other).isEmpty();
        }
    }

    @Test
    default void takesQuotesAndStatementsForNames() {
        PasswordStore store = holding(ADA);
        assertThat(store.findByLogin(LoginName.of("' or '1'='1"))).isEmpty();
        assertThat(store.findByAccount("u-1' or '1'='1")).isEmpty();
        assertThat(store.replace("u-1' or '1'='1", ADA.hash(), "$new$")).isFalse();
        assertThat(store.findByAccount("u-1")).contains(ADA);
    }

    @Test
    default void takesNoTextForAnIdOrAHash() {
        PasswordStore store = holding(ADA);
        for (String text : HostileTexts.all()) {
            assertThat(store.findByAccount(text)).isEmpty();
            assertThat(store.replace(text, ADA.hash(), "$new$")).isFalse();
            assertThat(store.replace("u-1", text, "$new$")).isFalse();
        }
        assertThat(store.findByAccount("u-1")).contains(ADA);
    }

    @Test
    default void replacesTheExpectedHash() {
        PasswordStore store = holding(ADA, GRACE);
        assertThat(store.replace("u-1", ADA.hash(), "$second$")).isTrue();
        assertThat(store.findByLogin(ADA.login())).contains(new StoredPassword("u-1", ADA.login(), "$second$"));
        assertThat(store.findByAccount("u-2")).contains(GRACE);
    }

    @Test
    default void replacesNoOtherHash() {
        PasswordStore store = holding(ADA);
        for (String other : List.of("$second$", "$FIRST$", "$first$ ", "$first", "")) {
            assertThat(store.replace("u-1", other, "$third$")).as(other).isFalse();
        }
        assertThat(store.replace("u-9", ADA.hash(), "$third$")).isFalse();
        assertThat(store.findByAccount("u-1")).contains(ADA);
        assertThat(store.findByAccount("u-9")).isEmpty();
    }

    @Test
    default void keepsLongHashesWhole() {
        PasswordStore store = holding(ADA);
        String hash = "$" + "x".repeat(254);
        assertThat(store.replace("u-1", ADA.hash(), hash)).isTrue();
        assertThat(store.findByAccount("u-1")).map(StoredPassword::hash).contains(hash);
    }

    @Test
    default void ofManyReplacementsAtOnceExactlyOneWins() {
        PasswordStore store = holding(ADA);
        AtomicInteger next = new AtomicInteger();
        List<String> winners = Race.run(() -> {
                    String hash = "$" + next.incrementAndGet() + "$";
                    return store.replace("u-1", ADA.hash(), hash) ? hash : "";
                })
                .stream()
                .filter(hash -> !hash.isEmpty())
                .toList();
        assertThat(winners).hasSize(1);
        assertThat(store.findByAccount("u-1")).map(StoredPassword::hash).contains(winners.get(0));
    }

    @Test
    default void ofManyReplacementsAtEachOfManyStepsExactlyOneWins() {
        int steps = 50;
        PasswordStore store = holding(new StoredPassword("u-1", ADA.login(), "0"));
        List<Integer> wins = Race.run(() -> {
            int won = 0;
            for (int i = 0; i < steps; i++) {
                won += store.replace("u-1", Integer.toString(i), Integer.toString(i + 1)) ? 1 : 0;
            }
            return won;
        });
        assertThat(wins.stream().mapToInt(Integer::intValue).sum()).isEqualTo(steps);
        assertThat(store.findByAccount("u-1")).map(StoredPassword::hash).contains(Integer.toString(steps));
    }

    @Test
    default void countsFailuresUpToTheLimit() {
        PasswordStore store = holding(ADA, GRACE);
        for (int i = 0; i < 3; i++) {
            assertThat(store.countFailure("u-1", 3)).isTrue();
        }
        assertThat(store.countFailure("u-1", 3)).isFalse();
        assertThat(store.countFailure("u-1", 4)).isTrue();
        assertThat(store.countFailure("u-2", 1)).isTrue();
        assertThat(store.findByAccount("u-1")).contains(ADA);
    }

    @Test
    default void countsNoFailuresOfNobody() {
        PasswordStore store = holding(ADA);
        assertThat(store.countFailure("u-9", 3)).isFalse();
        store.forgiveFailure("u-9");
        store.clearFailures("u-9");
        for (String text : HostileTexts.all()) {
            assertThat(store.countFailure(text, 3)).isFalse();
            store.forgiveFailure(text);
            store.clearFailures(text);
        }
        assertThat(store.countFailure("u-1", 1)).isTrue();
    }

    @Test
    default void forgivesFailuresThatThereWere() {
        PasswordStore store = holding(ADA);
        store.forgiveFailure("u-1");
        assertThat(store.countFailure("u-1", 1)).isTrue();
        assertThat(store.countFailure("u-1", 1)).isFalse();
        store.forgiveFailure("u-1");
        assertThat(store.countFailure("u-1", 1)).isTrue();
    }

    @Test
    default void countsFailuresAnewWhenTheyAreClearedOrThePasswordIsReplaced() {
        PasswordStore store = holding(ADA);
        store.countFailure("u-1", 2);
        store.countFailure("u-1", 2);
        store.clearFailures("u-1");
        assertThat(store.countFailure("u-1", 1)).isTrue();
        assertThat(store.replace("u-1", "$other$", "$second$")).isFalse();
        assertThat(store.countFailure("u-1", 1)).isFalse();
        assertThat(store.replace("u-1", ADA.hash(), "$second$")).isTrue();
        assertThat(store.countFailure("u-1", 1)).isTrue();
    }

    @Test
    default void ofManyFailuresAtOnceNoMoreAreCountedThanTheLimit() {
        PasswordStore store = holding(ADA);
        List<Boolean> counted = Race.run(() -> store.countFailure("u-1", 10));
        assertThat(counted).filteredOn(it -> it).hasSize(10);
    }
}
