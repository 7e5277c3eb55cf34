package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Exchanges the one-time code of a native app for tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.6). Whatever is wrong with a code uses
 * it up and gets one answer.
 */
record ExchangeCodeEndpoint(String path, NativeApps apps, Optional<ProviderSessions> sessions) implements Endpoint {
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
        JsonObject body = JsonBody.read(request);
        String clientId = JsonBody.required(body, "clientId");
        String redirectUri = JsonBody.required(body, "redirectUri");
        String verifier = JsonBody.required(body, "codeVerifier");
        OneTimeCode code =
                apps.consume(JsonBody.required(body, "code")).orElseThrow(() -> invalid("unknown, used up or expired"));
        if (!code.app().clientId().equals(clientId) || !code.app().redirectUri().equals(redirectUri)) {
            throw invalid("of another app, or sent to another address");
        }
        if (!fits(verifier, code.app().codeChallenge())) {
            throw invalid("the code verifier does not fit");
        }
        if (sessions.isPresent() && !sessions.get().isPromised(code.id())) {
            throw invalid("the provider has ended the session meanwhile");
        }
        Account account = apps.accounts()
                .find(code.accountId())
                .filter(Account::enabled)
                .orElseThrow(() -> invalid("the account is disabled or gone"));
        Reply reply = apps.grant().issue(account, request);
        // Before the tokens leave: a login that the provider could not end is not handed out
        Optional<String> loginId = LoginEnd.loginId(reply);
        sessions.ifPresent(it -> it.begun(
                new ProviderSessions.At(code.issuer(), code.subject(), code.sid()),
                account.id(),
                loginId,
                Optional.empty()));
        return reply.withLoginTold(account.id());
    }

    /** RFC 7636 sections 4.1 and 4.6. */
    private static boolean fits(String verifier, String challenge) {
        return Pkce.isValue(verifier, 43, 128)
                && MessageDigest.isEqual(
                        Pkce.challenge(verifier).getBytes(StandardCharsets.US_ASCII),
                        challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private static Rejection invalid(String reason) {
        return new Rejection(OAuthProblems.LOGIN_CODE_INVALID, reason);
    }
}
