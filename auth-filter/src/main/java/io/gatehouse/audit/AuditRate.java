package io.gatehouse.audit;

import io.gatehouse.AuthEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which events get a row: those of accounts and of the application, and of both a bounded number each minute, so that nobody can fill the
 * table. Counts what is left out.
 */
final class AuditRate {
    /** Rows a minute, on each node, of what anyone can cause without an account. */
    static final int OF_ANYONE = 60;
    /** Rows a minute, on each node, of what one account causes. */
    static final int OF_ACCOUNT = 60;

    private static final int MAX_ACCOUNTS = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, Integer> ofAccount = new HashMap<>();
    private final Clock clock;
    private Instant endsAt = Instant.MIN;
    private int ofAnyone;
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
        boolean admitted = isAlwaysKept(event.type()) || (event.type().byAnyone() ? anyone() : account(event));
        if (!admitted) {
            leftOut++;
        }
        return admitted;
    }

    /** How many were left out in windows that have ended. */
    synchronized long ended(boolean now) {
        if (!now && clock.instant().isBefore(endsAt)) {
            return 0;
        }
        endsAt = clock.instant().plus(WINDOW);
        ofAnyone = 0;
        ofAccount.clear();
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

    private boolean anyone() {
        return ++ofAnyone <= OF_ANYONE;
    }

    private boolean account(AuthEvent event) {
        String account = event.accountId().orElse("");
        if (ofAccount.size() >= MAX_ACCOUNTS && !ofAccount.containsKey(account)) {
            return false;
        }
        return ofAccount.merge(account, 1, Integer::sum) <= OF_ACCOUNT;
    }
}
