package io.gatehouse.jpa;

import io.gatehouse.login.CachedAccountStore;
import java.time.Clock;
import java.time.Duration;

/** Accounts that are read each time. */
final class TestReads {
    private TestReads() {}

    static CachedAccountStore none(Database database) {
        return CachedAccountStore.of(new AccountQuery(database), Duration.ZERO, Clock.systemUTC());
    }
}
