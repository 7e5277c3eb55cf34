package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import java.util.List;
import java.util.Optional;

/** Sends a browser to a provider. */
record StartEndpoint(
        String path, Providers providers, LoginStart start, Optional<NativeApps> apps, OAuthWiring.Site site)
        implements Endpoint {
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
        try {
            return begin(request);
        } catch (Rejection e) {
            throw site.toPage(e, request);
        }
    }

    private Reply begin(AuthRequest request) throws Rejection {
        ProviderClient client = providers.named(path, request);
        requireNavigation(request);
        LoginStart.Begun begun =
                start.begin(client, request, Providers.once(request, "returnTo"), Optional.empty(), app(request));
        Reply reply = Reply.redirect(302, begun.location()).withHeader("Referrer-Policy", "no-referrer");
        for (SetCookie cookie : begun.cookies()) {
            reply = reply.withCookie(cookie);
        }
        return reply;
    }

    private Optional<PendingLogin.AppTarget> app(AuthRequest request) throws Rejection {
        if (apps.isPresent()) {
            return apps.get().target(request);
        }
        // Else an app would wait for a code, and the browser be signed in instead
        if (!request.queryParameters("clientId").isEmpty()) {
            throw JsonBody.malformed("\"clientId\" is no registered app.");
        }
        return Optional.empty();
    }

    /** Images, frames and scripts begin no login: another page could have a browser begin any number of them unseen. */
    private static void requireNavigation(AuthRequest request) throws Rejection {
        List<String> destination = request.headers("Sec-Fetch-Dest");
        if (!destination.isEmpty() && !destination.equals(List.of("document"))) {
            throw new Rejection(RequestProblems.CSRF_REFUSED, "Sec-Fetch-Dest is " + destination);
        }
    }
}
