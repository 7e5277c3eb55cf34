package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.login.ReturnTo;
import java.net.URI;
import java.util.Optional;

/**
 * Where a provider sends the browser after it has signed it out (OpenID Connect RP-Initiated Logout 1.0 section 3). Changes nothing: the
 * login here has ended before. A state that this browser did not begin leads home.
 */
record LoggedOutEndpoint(String path, LogoutCookies cookies, String origin, ReturnTo home) implements Endpoint {
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
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        String state = Providers.once(request, "state").orElse("");
        Optional<ReturnTo> returnTo = cookies.ended(request, state);
        Reply reply = Reply.redirect(
                        303, URI.create(origin + returnTo.orElse(home).path()))
                .withHeader("Referrer-Policy", "no-referrer");
        return returnTo.isPresent() ? reply.withCookie(cookies.endedDeleted()) : reply;
    }
}
