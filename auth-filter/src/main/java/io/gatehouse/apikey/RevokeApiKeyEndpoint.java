package io.gatehouse.apikey;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.PathPattern;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import java.time.Clock;
import java.util.Optional;

/** Ends one of one's own keys at once. Somebody else's is answered like one that does not exist. */
record RevokeApiKeyEndpoint(PathPattern pattern, ApiKeyStore store, Clock clock) implements Endpoint {
    @Override
    public String method() {
        return "DELETE";
    }

    @Override
    public String path() {
        return pattern.toString();
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        String ownerId = caller.flatMap(Identity::accountId).orElseThrow();
        String id = pattern.variables(request.path()).getOrDefault("id", "");
        if (!store.revoke(id, ownerId, clock.instant())) {
            throw new Rejection(RequestProblems.NOT_FOUND, "the account has no such key, or it is revoked");
        }
        return Reply.noContent().withFact(AuthEvent.Type.API_KEY_REVOKED, ownerId, id);
    }
}
