package io.gatehouse.oauth;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes logout tokens from providers (OpenID Connect Back-Channel Logout 1.0 section 2.5). The token is the credential; no cookie is read. */
record BackChannelLogoutEndpoint(String path, Providers providers, BackChannel channel) implements Endpoint {
    private static final int MAX_BODY = 16 * 1024;

    @Override
    public String method() {
        return "POST";
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
        ProviderClient client = providers.named(path, request);
        LogoutToken token = client.loggedOut(logoutToken(request));
        // An unknown session is no error (section 2.8): it has ended already
        Reply reply = Reply.json(200, Map.of());
        for (String accountId : channel.end(token)) {
            reply = reply.withFact(AuthEvent.Type.LOGOUT, accountId);
        }
        return reply;
    }

    private static String logoutToken(AuthRequest request) throws Rejection {
        List<String> type = request.headers("Content-Type");
        String media = type.size() == 1 ? type.get(0).toLowerCase(Locale.ROOT) : "";
        if (!media.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")) {
            throw JsonBody.malformed("The body is not a form.");
        }
        String body = new String(request.body(MAX_BODY), StandardCharsets.ISO_8859_1);
        List<String> values = new ArrayList<>();
        for (String field : body.split("&", -1)) {
            if (field.startsWith("logout_token=")) {
                values.add(field.substring("logout_token=".length()));
            }
        }
        if (values.size() != 1) {
            throw JsonBody.malformed("\"logout_token\" is not there exactly once.");
        }
        try {
            return URLDecoder.decode(values.get(0), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw JsonBody.malformed("\"logout_token\" is not encoded like a form.");
        }
    }
}
