package io.gatehouse.oauth;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.FormBody;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import java.util.Map;
import java.util.Optional;

/** Takes logout tokens from providers (OpenID Connect Back-Channel Logout 1.0 section 2.5). The token is the credential; no cookie is read. */
record BackChannelLogoutEndpoint(String path, Providers providers, BackChannel channel) implements Endpoint {
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
        LogoutToken token = client.loggedOut(form(request).required("logout_token"));
        // An unknown session is no error (section 2.8): it has ended already
        Reply reply = Reply.json(200, Map.of());
        for (ProviderSession ended : channel.end(token)) {
            reply = reply.withFact(
                    new AuthEvent.Fact(AuthEvent.Type.LOGOUT_BY_PROVIDER, ended.accountId(), ended.loginId())
                            .because("provider " + client.provider().id()));
        }
        return reply;
    }

    /** Section 2.8: whatever is wrong with a request is 400. */
    private static FormBody form(AuthRequest request) throws Rejection {
        try {
            return FormBody.read(request);
        } catch (Rejection e) {
            throw e.problem().type().equals(RequestProblems.MEDIA_TYPE_UNSUPPORTED)
                    ? JsonBody.malformed("The body is not a form.")
                    : e;
        }
    }
}
