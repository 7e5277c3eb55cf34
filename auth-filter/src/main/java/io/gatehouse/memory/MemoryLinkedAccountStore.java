package io.gatehouse.memory;

import io.gatehouse.oauth.LinkedAccount;
import io.gatehouse.oauth.LinkedAccountStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Links between people of providers and accounts in memory. Safe for any number of threads. */
public final class MemoryLinkedAccountStore implements LinkedAccountStore {
    private record Person(String issuer, String subject) {}

    private final Map<Person, LinkedAccount> links = new ConcurrentHashMap<>();

    /** An empty store. */
    public MemoryLinkedAccountStore() {}

    @Override
    public Optional<LinkedAccount> find(String issuer, String subject) {
        return Optional.ofNullable(links.get(new Person(issuer, subject)));
    }

    @Override
    public boolean link(LinkedAccount link) {
        return links.putIfAbsent(new Person(link.issuer(), link.subject()), link) == null;
    }
}
