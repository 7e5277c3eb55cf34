package io.gatehouse.audit;

import io.gatehouse.AuthEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Which events get a row: those of accounts and of the application, a bounded number of each account in each minute and day and of all
 * accounts in each minute, so that nobody can fill the table. What anyone can cause is counted apart from what accounts do. Counts what is
 * left out.
 */
final class AuditRate {
    /** Rows a minute, on each node, of what anyone can cause for one account. */
    static final int ANYONE_EACH = 20;
    /** Rows a minute, on each node, of what anyone can cause for all accounts. */
    static final int ANYONE_ALL = 600;
    /** Rows a minute, on each node, of what one account causes. */
    static final int ACCOUNT_EACH = 60;
    /** Rows a minute, on each node, of what all accounts cause. */
    static final int ACCOUNT_ALL = 3_000;
    /** Rows a day, on each node, of one account: of what it causes, and as many of what anyone can cause for it. */
    static final int EACH_DAY = 1_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final AuditBudget ofAnyone = new AuditBudget(ANYONE_EACH, EACH_DAY, ANYONE_ALL);
    private final AuditBudget ofAccounts = new AuditBudget(ACCOUNT_EACH, EACH_DAY, ACCOUNT_ALL);
    private final Clock clock;
    private Instant minuteEndsAt = Instant.MIN;
    private Instant dayEndsAt = Instant.MIN;
    private long leftOut;

    AuditRate(Clock clock) {
        this.clock = clock;
    }

    static boolean concerns(AuthEvent event) {
        return switch (event.type()) {
            case FAILED, LEFT_OUT -> false;
            case STARTED, START_REFUSED, SETTINGS_READ -> true;
            default -> event.accountId().isPresent();
        };
    }

    /** Whether it gets a row. */
    synchronized boolean admits(AuthEvent event) {
        AuditBudget budget = event.type().byAnyone() ? ofAnyone : ofAccounts;
        boolean admitted =
                isAlwaysKept(event.type()) || budget.takes(event.accountId().orElse(""));
        if (!admitted) {
            leftOut++;
        }
        return admitted;
    }

    /** How many were left out in minutes that have ended. */
    synchronized long ended(boolean now) {
        Instant at = clock.instant();
        if (!now && at.isBefore(minuteEndsAt)) {
            return 0;
        }
        minuteEndsAt = at.plus(MINUTE);
        ofAnyone.beginMinute();
        ofAccounts.beginMinute();
        if (!at.isBefore(dayEndsAt)) {
            dayEndsAt = at.plus(DAY);
            ofAnyone.beginDay();
            ofAccounts.beginDay();
        }
        long count = leftOut;
        leftOut = 0;
        return count;
    }

    /** Rare by themselves, and what somebody would want to hide. */
    private static boolean isAlwaysKept(AuthEvent.Type type) {
        return switch (type) {
            case REFRESH_REUSED, PASSWORD_CHANGED, ACCOUNT_LINKED, STARTED, START_REFUSED, SETTINGS_READ -> true;
            default -> false;
        };
    }
}
