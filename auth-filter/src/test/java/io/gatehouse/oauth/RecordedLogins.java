package io.gatehouse.oauth;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.LiveLogin;
import io.gatehouse.login.LiveLogins;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Remembers what was ended, or is down. */
final class RecordedLogins implements LiveLogins {
    final List<String> ended = Collections.synchronizedList(new ArrayList<>());
    volatile boolean down;

    @Override
    public List<LiveLogin> of(String accountId) {
        return Stream.of("login-1", "login-2", "login-3", "login-9")
                .map(id -> new LiveLogin(
                        id, "test", Instant.EPOCH, Instant.EPOCH, Instant.MAX, "192.0.2.1", Optional.empty()))
                .toList();
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
