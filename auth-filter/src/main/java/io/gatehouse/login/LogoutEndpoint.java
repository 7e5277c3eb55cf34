package io.gatehouse.login;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import io.gatehouse.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends the login that the bearer token or cookie belongs to, and that of the refresh token in the body; or every login of the
 * account. Ending what has already ended is no error, and an unknown refresh token gets the same answer (as in RFC 7009 section
 * 2.2), so that a repeated logout succeeds and nothing can be probed.
 */
record LogoutEndpoint(String path, List<LiveLogins> logins) implements Endpoint {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Requirement requirement() {
        return Requirement.anyone();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        JsonObject body = JsonBody.readOptional(request);
        boolean everywhere = JsonBody.get(body, "everywhere", JsonObject::bool).orElse(false);
        Optional<String> refreshToken = JsonBody.get(body, "refreshToken", JsonObject::string);
        if (caller.isEmpty() && refreshToken.isEmpty()) {
            throw new Rejection(RequestProblems.CREDENTIALS_MISSING, "neither a credential nor a refresh token");
        }
        Set<LiveLogins.Presented> ending = new LinkedHashSet<>();
        if (caller.isPresent()) {
            ending.add(loginOf(caller.get()));
        }
        if (refreshToken.isPresent()) {
            logins.forEach(kind -> kind.findPresented(refreshToken.get()).ifPresent(ending::add));
        }
        Reply reply = Reply.noContent();
        for (LiveLogins.Presented login : ending) {
            end(login, everywhere);
            reply = reply.withFact(AuthEvent.Type.LOGOUT, login.accountId());
        }
        return reply;
    }

    /** API keys and foreign tokens belong to no login of ours: there is nothing that this could end. */
    private static LiveLogins.Presented loginOf(Identity identity) throws Rejection {
        if (identity.accountId().isEmpty() || identity.loginId().isEmpty()) {
            throw new Rejection(
                    RequestProblems.FORBIDDEN, "a credential of scheme " + identity.scheme() + " is no login");
        }
        return new LiveLogins.Presented(
                identity.accountId().get(), identity.loginId().get());
    }

    private void end(LiveLogins.Presented login, boolean everywhere) {
        for (LiveLogins kind : logins) {
            if (everywhere) {
                kind.endAll(login.accountId(), Optional.empty());
            } else {
                kind.end(login.accountId(), login.loginId());
            }
        }
    }
}
