package io.gatehouse.audit;

import java.util.HashMap;
import java.util.Map;

/**
 * How many rows there are for events of one kind: of each account in a minute and in a day, and of all accounts in a minute. Only what gets a
 * row is counted, so that whoever has used up the rows of one account takes none of the others'. Not safe for several threads.
 */
final class AuditBudget {
    /** Beyond so many the day begins anew: rather more rows than none for an account that comes late. */
    static final int MAX_ACCOUNTS = 100_000;

    private final int eachMinute;
    private final int eachDay;
    private final int allMinute;
    /** No larger than {@link #ofAll}. */
    private final Map<String, Integer> ofMinute = new HashMap<>();

    private final Map<String, Integer> ofDay = new HashMap<>();
    private int ofAll;

    AuditBudget(int eachMinute, int eachDay, int allMinute) {
        this.eachMinute = eachMinute;
        this.eachDay = eachDay;
        this.allMinute = allMinute;
    }

    boolean takes(String account) {
        if (ofAll >= allMinute
                || ofMinute.getOrDefault(account, 0) >= eachMinute
                || ofDay.getOrDefault(account, 0) >= eachDay) {
            return false;
        }
        if (ofDay.size() >= MAX_ACCOUNTS && !ofDay.containsKey(account)) {
            ofDay.clear();
        }
        ofAll++;
        ofMinute.merge(account, 1, Integer::sum);
        ofDay.merge(account, 1, Integer::sum);
        return true;
    }

    void beginMinute() {
        ofAll = 0;
        ofMinute.clear();
    }

    void beginDay() {
        ofDay.clear();
    }
}
