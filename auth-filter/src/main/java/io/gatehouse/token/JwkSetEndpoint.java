package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.Optional;

/** Publishes the public keys (RFC 7517 section 5), so that others can verify our tokens. */
record JwkSetEndpoint(String path, KeyRing keys) implements Endpoint {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Requirement requirement() {
        return Requirement.anyone();
    }

    @Override
    public boolean readsCredentials() {
        return false;
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) {
        return Reply.of(200, "application/json", keys.publicJwkSet())
                .withHeader("Cache-Control", "public, max-age=300");
    }
}
