package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Begins to link a provider's person to the account that is signed in. A POST, so that the engine asks for same-site proof: if another site
 * could begin this, it could have its own person at the provider linked to somebody's account.
 */
record LinkEndpoint(String path, Providers providers, LoginStart start) implements Endpoint {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        ProviderClient client = providers.named(path, request);
        JsonObject body = JsonBody.readOptional(request);
        Optional<String> returnTo = JsonBody.get(body, "returnTo", JsonObject::string);
        Identity identity = caller.orElseThrow();
        var target = new PendingLogin.LinkTarget(
                identity.accountId().orElseThrow(), identity.loginId().orElseThrow());
        LoginStart.Begun begun = start.begin(client, request, returnTo, Optional.of(target), Optional.empty());
        Reply reply =
                Reply.json(200, Map.of("authorizationUri", begun.location().toASCIIString()));
        for (SetCookie cookie : begun.cookies()) {
            reply = reply.withCookie(cookie);
        }
        return reply;
    }
}
