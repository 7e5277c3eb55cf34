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
 * account. A refresh token that is unknown or whose login has ended gets the same answer (as in RFC 7009 section 2.2), so that a logout
 * by it can be repeated and nothing can be probed. An access token that has ended is refused as everywhere.
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
        Optional<LiveLogins.Presented> own = Optional.empty();
        if (caller.isPresent()) {
            own = Optional.of(loginOf(caller.get()));
        }
        Set<LiveLogins.Presented> ending = new LinkedHashSet<>();
        if (refreshToken.isPresent()) {
            logins.forEach(kind -> kind.findPresented(refreshToken.get()).ifPresent(ending::add));
        }
        own.ifPresent(ending::remove);
        Reply reply = Reply.noContent();
        for (LiveLogins.Presented login : ending) {
            end(login, everywhere);
            reply = reply.withFact(ended(login, everywhere));
        }
        // The caller's own login last: without its credential the call could not be repeated if anything before it
        // failed
        if (caller.isPresent()) {
            endOwn(caller.get(), everywhere);
            reply = reply.withFact(ended(own.orElseThrow(), everywhere));
            for (LiveLogins kind : logins) {
                reply = kind.afterLogout(caller.get(), request, reply);
            }
        }
        return reply;
    }

    private static AuthEvent.Fact ended(LiveLogins.Presented login, boolean everywhere) {
        AuthEvent.Fact fact =
                new AuthEvent.Fact(AuthEvent.Type.LOGOUT, login.accountId(), Optional.of(login.loginId()));
        return everywhere ? fact.because("everywhere") : fact;
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
        if (everywhere) {
            logins.forEach(kind -> kind.endAll(login.accountId(), Optional.of(login.loginId())));
        }
        logins.forEach(kind -> kind.end(login.accountId(), login.loginId()));
    }

    private void endOwn(Identity caller, boolean everywhere) {
        if (everywhere) {
            logins.forEach(kind -> kind.endAll(caller.accountId().orElseThrow(), caller.loginId()));
        }
        logins.forEach(kind -> kind.endOwn(caller));
    }
}
