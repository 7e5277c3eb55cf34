package io.gatehouse.apikey;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.cache.LastUses;
import java.time.Clock;
import java.util.Optional;

/** Lists one's own live keys, newest first, without secrets. Keys that were revoked or have expired are not shown. */
record ListApiKeysEndpoint(String path, ApiKeyStore store, LastUses lastUses, Clock clock) implements Endpoint {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) {
        String ownerId = caller.flatMap(Identity::accountId).orElseThrow();
        return Reply.json(
                200,
                store.ownedBy(ownerId, clock.instant()).stream()
                        .map(key -> lastUses.latest(key.id()).map(key::used).orElse(key))
                        .map(ApiKey::toJson)
                        .toList());
    }
}
