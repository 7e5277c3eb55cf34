package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.testkit.MutableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditRateTest {
    private final MutableClock clock = MutableClock.create();
    private final AuditRate rate = begun(new AuditRate(clock));

    @ParameterizedTest
    @EnumSource(names = {"LOGIN_FAILED", "API_KEY_CREATED"})
    void whoCausesManyEventsOfOneAccountHidesNoneOfAnother(AuthEvent.Type type) {
        assertThat(admitted(type, "eve", 10_000)).isLessThanOrEqualTo(60);
        assertThat(admitted(type, "ada", 10)).isEqualTo(10);
    }

    @Test
    void whatAnyoneCausesForAnAccountHidesNothingThatTheAccountDoes() {
        for (int minute = 0; minute < 100; minute++) {
            assertThat(admitted(AuthEvent.Type.LOGIN_FAILED, "ada", 1_000)).isLessThanOrEqualTo(AuditRate.ANYONE_EACH);
            nextMinute();
        }
        assertThat(admitted(AuthEvent.Type.LOGIN, "ada", 10)).isEqualTo(10);
    }

    @Test
    void thereAreSoManyOfAllAccountsInAMinute() {
        assertThat(ofMany(AuthEvent.Type.LOGIN_FAILED)).isEqualTo(AuditRate.ANYONE_ALL);
        assertThat(ofMany(AuthEvent.Type.LOGIN)).isEqualTo(AuditRate.ACCOUNT_ALL);
        nextMinute();
        assertThat(admitted(AuthEvent.Type.LOGIN_FAILED, "ada", 10)).isEqualTo(10);
        assertThat(admitted(AuthEvent.Type.LOGIN, "ada", 10)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGIN_FAILED", "API_KEY_CREATED"})
    void thereAreSoManyOfOneAccountInADay(AuthEvent.Type type) {
        int rows = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            rows += admitted(type, "eve", 100);
            nextMinute();
        }
        assertThat(rows).isEqualTo(AuditRate.EACH_DAY);
        assertThat(admitted(type, "eve", 10)).isEqualTo(10);
    }

    @Test
    void theRareOnesAreKeptThoughTheDayIsUsedUp() {
        for (int minute = 0; minute < 100; minute++) {
            int unused = admitted(AuthEvent.Type.API_KEY_CREATED, "eve", 100);
            nextMinute();
        }
        assertThat(admitted(AuthEvent.Type.LOGIN, "eve", 1)).isZero();
        assertThat(admitted(AuthEvent.Type.PASSWORD_CHANGED, "eve", 1)).isEqualTo(1);
    }

    @Test
    void whatTheDayHasNoRoomForIsCounted() {
        long leftOut = 0;
        for (int minute = 0; minute < 100; minute++) {
            int unused = admitted(AuthEvent.Type.LOGIN, "eve", 100);
            clock.advance(Duration.ofMinutes(1));
            leftOut += rate.ended(false);
        }
        assertThat(leftOut).isEqualTo(10_000 - AuditRate.EACH_DAY);
    }

    @Test
    void moreAccountsThanAreRememberedForADayHideNobody() {
        AuditBudget budget = new AuditBudget(10, 10, Integer.MAX_VALUE);
        for (int i = 0; i < AuditBudget.MAX_ACCOUNTS; i++) {
            assertThat(budget.takes("account-" + i)).isTrue();
        }
        assertThat(budget.takes("ada")).isTrue();
    }

    /** The first minute and the first day begin with the first event. */
    private static AuditRate begun(AuditRate rate) {
        assertThat(rate.ended(false)).isZero();
        return rate;
    }

    private int ofMany(AuthEvent.Type type) {
        int admitted = 0;
        for (int i = 0; i < 5_000; i++) {
            admitted += admitted(type, "account-" + i, 1);
        }
        return admitted;
    }

    private void nextMinute() {
        clock.advance(Duration.ofMinutes(1));
        long unused = rate.ended(false);
    }

    private int admitted(AuthEvent.Type type, String account, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += rate.admits(event(type, account)) ? 1 : 0;
        }
        return admitted;
    }

    private AuthEvent event(AuthEvent.Type type, String account) {
        return new AuthEvent(
                type,
                Optional.empty(),
                clock.instant(),
                "",
                "",
                "",
                Optional.empty(),
                Optional.of(account),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
