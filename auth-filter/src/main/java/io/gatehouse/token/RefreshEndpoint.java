package io.gatehouse.token;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.Optional;

/** Exchanges a refresh token for an access token and the next refresh token. */
record RefreshEndpoint(String path, RefreshRotation rotation, TokenReplies replies) implements Endpoint {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Requirement requirement() {
        return Requirement.anyone();
    }

    /** The credential is in the body; an expired access token beside it is what one expects to see here. */
    @Override
    public boolean readsCredentials() {
        return false;
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        String refreshToken = JsonBody.required(JsonBody.read(request), "refreshToken");
        RefreshRotation.Issued issued = rotation.exchange(refreshToken, request);
        return Reply.json(200, replies.tokens(issued))
                .withFact(
                        AuthEvent.Type.REFRESH,
                        issued.account().id(),
                        issued.family().id());
    }
}
