package io.gatehouse.login;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells a caller who it is. */
record MeEndpoint(String path, AccountStore accounts) implements Endpoint {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Requirement requirement() {
        return Requirement.signedIn();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) {
        Identity identity = caller.orElseThrow();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user", user(identity));
        body.put("scheme", identity.scheme());
        body.put("scopes", identity.scopes().stream().sorted().toList());
        body.put("authenticatedAt", identity.authenticatedAt());
        body.put("expiresAt", identity.expiresAt());
        return Reply.json(200, body);
    }

    /** A subject of a foreign issuer is never looked up among our accounts. */
    private Map<String, Object> user(Identity identity) {
        Optional<Account> account = identity.accountId().flatMap(accounts::find);
        if (account.isPresent()) {
            return account.get().toJson();
        }
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", identity.subject());
        identity.issuer().ifPresent(issuer -> user.put("issuer", issuer));
        user.put("roles", identity.roles().stream().sorted().toList());
        return user;
    }
}
