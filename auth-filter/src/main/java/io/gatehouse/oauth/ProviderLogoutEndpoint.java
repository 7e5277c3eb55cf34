package io.gatehouse.oauth;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.secret.OpaqueToken;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the caller's login, and tells how the browser ends that of the provider too (OpenID Connect RP-Initiated Logout 1.0 section 2). Ends
 * it here first: a provider that is down can't keep anybody signed in. The ID token goes by a form that the browser posts, as the
 * specification allows, so that no address has it.
 */
record ProviderLogoutEndpoint(
        String path,
        ProviderSessions sessions,
        List<ProviderClient> clients,
        LogoutCookies cookies,
        URI returnUri,
        ReturnTo home,
        SecureRandom random)
        implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderLogoutEndpoint.class);

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
        JsonObject body = JsonBody.readOptional(request);
        ReturnTo returnTo = LoginStart.returnTo(JsonBody.get(body, "returnTo", JsonObject::string), home);
        Identity identity = caller.orElseThrow();
        Optional<OpaqueToken> key = cookies.session(request);
        Optional<ProviderSession> session = key.flatMap(it -> find(it, identity));
        requireKnown(identity);
        sessions.logins().forEach(kind -> kind.endOwn(identity));
        Reply reply = session.isPresent()
                ? passOn(session.get(), key.orElseThrow(), returnTo)
                : Reply.json(200, Map.of("logoutUri", returnTo.path()));
        for (LiveLogins kind : sessions.logins()) {
            reply = kind.afterLogout(identity, request, reply);
        }
        return reply.withCookie(cookies.sessionDeleted())
                .withFact(
                        AuthEvent.Type.LOGOUT,
                        identity.accountId().orElseThrow(),
                        identity.loginId().orElseThrow());
    }

    /** What is no login of these kinds could not be ended here, and must not look as if it had been. */
    private void requireKnown(Identity identity) throws Rejection {
        String loginId = identity.loginId().orElseThrow();
        boolean known = sessions.logins().stream()
                .flatMap(kind -> kind.of(identity.accountId().orElseThrow()).stream())
                .anyMatch(login -> login.id().equals(loginId));
        if (!known) {
            throw new Rejection(RequestProblems.FORBIDDEN, "a login of a kind that is not ended here");
        }
    }

    /** The provider's session that the caller's login began with; no other, whatever cookie comes. */
    private Optional<ProviderSession> find(OpaqueToken key, Identity identity) {
        return sessions.store()
                .find(key.id())
                .filter(session -> Optional.of(session.accountId()).equals(identity.accountId())
                        && session.loginId().equals(identity.loginId()));
    }

    private Reply passOn(ProviderSession session, OpaqueToken key, ReturnTo returnTo) {
        forget(session);
        List<ProviderClient> ofIssuer = clients.stream()
                .filter(it -> it.provider().issuer().equals(session.issuer()))
                .toList();
        // Of two clients of one provider, only one could pass the logout on, and nothing tells which
        Optional<ProviderClient> client = ofIssuer.size() == 1 ? Optional.of(ofIssuer.get(0)) : Optional.empty();
        Optional<URI> end = client.flatMap(ProviderLogoutEndpoint::endSessionEndpoint);
        if (end.isEmpty()) {
            return Reply.json(200, Map.of("logoutUri", returnTo.path()));
        }
        String state = Pkce.newValue(random);
        Map<String, String> fields = new LinkedHashMap<>();
        session.idToken()
                .flatMap(text -> key.open(ProviderSessions.SEALED_FOR, text))
                .ifPresent(idToken -> fields.put("id_token_hint", idToken));
        fields.put("client_id", client.orElseThrow().provider().clientId());
        fields.put("post_logout_redirect_uri", returnUri.toASCIIString());
        fields.put("state", state);
        SetCookie began = cookies.begin(state, returnTo);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("logoutUri", end.get().toASCIIString());
        answer.put("fields", fields);
        return Reply.json(200, answer).withCookie(began);
    }

    /** The login has ended already: that the record stays is no harm, and the provider must still be told. */
    private void forget(ProviderSession session) {
        try {
            sessions.store().delete(session.id());
        } catch (StoreUnavailableException e) {
            LOG.warn("a session at a provider stays on record until it expires: {}", e.getMessage());
        }
    }

    private static Optional<URI> endSessionEndpoint(ProviderClient client) {
        try {
            return client.metadata().endSessionEndpoint();
        } catch (Rejection e) {
            return Optional.empty();
        }
    }
}
