package io.gatehouse.oauth;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.LiveLogin;
import io.gatehouse.login.LiveLogins;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Remembers what was ended, or is down. */
final class RecordedLogins implements LiveLogins {
    final List<String> ended = Collections.synchronizedList(new ArrayList<>());
    volatile boolean down;

    @Override
    public List<LiveLogin> of(String accountId) {
        return List.of();
    }

    @Override
    public boolean end(String accountId, String loginId) {
        if (down) {
            throw new StoreUnavailableException("down");
        }
        return ended.add(accountId + " " + loginId);
    }

    @Override
    public void endAll(String accountId, Optional<String> except) {
        ended.add(accountId + " all");
    }
}
