package io.gatehouse.login;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logins in a list. */
final class ListedLogins implements LiveLogins {
    private record Entry(String accountId, LiveLogin login, String refreshToken) {}

    private final String kind;
    private final List<Entry> entries = new ArrayList<>();

    ListedLogins(String kind) {
        this.kind = kind;
    }

    ListedLogins with(String id, String accountId, int minute, String refreshToken) {
        Instant at = Instant.EPOCH.plusSeconds(60L * minute);
        entries.add(new Entry(
                accountId,
                new LiveLogin(id, kind, at, at, at.plusSeconds(60), "203.0.113.7", Optional.of("test")),
                refreshToken));
        return this;
    }

    @Override
    public List<LiveLogin> of(String accountId) {
        return entries.stream()
                .filter(entry -> entry.accountId().equals(accountId))
                .map(Entry::login)
                .toList();
    }

    @Override
    public boolean end(String accountId, String loginId) {
        return entries.removeIf(entry ->
                entry.accountId().equals(accountId) && entry.login().id().equals(loginId));
    }

    @Override
    public void endAll(String accountId, Optional<String> except) {
        entries.removeIf(entry -> entry.accountId().equals(accountId)
                && !except.equals(Optional.of(entry.login().id())));
    }

    @Override
    public Optional<Presented> findPresented(String refreshToken) {
        return entries.stream()
                .filter(entry -> !refreshToken.isEmpty() && entry.refreshToken().equals(refreshToken))
                .findFirst()
                .map(entry -> new Presented(entry.accountId(), entry.login().id()));
    }

    List<String> ids() {
        return entries.stream().map(entry -> entry.login().id()).toList();
    }
}
