package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SecretHash;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the provider's answer (RFC 6749 section 4.1.2), in an order in which nothing leaves for the provider before the answer is proved to
 * belong to this browser, this login and this provider.
 */
record CallbackEndpoint(
        String path,
        Providers providers,
        PendingLoginStore pendingLogins,
        LoginCookies cookies,
        LoginEnd end,
        OAuthWiring.Site site,
        Optional<ProviderTokens> tokens,
        Clock clock)
        implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackEndpoint.class);

    /** The longest code, state or other parameter. */
    private static final int MAX_PARAMETER = 4096;

    private static final List<String> PARAMETERS = List.of(
            "state", "code", "iss", "error", "error_description", "error_uri", "scope", "session_state", "response");

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Requirement requirement() {
        return Requirement.anyone();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        try {
            return answer(request, caller);
        } catch (Rejection e) {
            // The address has the code in it
            throw site.toPage(new Rejection(e.problem().withHeader("Referrer-Policy", "no-referrer")), request);
        } catch (StoreUnavailableException e) {
            Problem problem = unavailable(e).withHeader("Referrer-Policy", "no-referrer");
            throw site.toPage(new Rejection(problem), request);
        }
    }

    private static Problem unavailable(StoreUnavailableException e) {
        LOG.warn("a sign-in could not be finished", e);
        return Problem.unavailable(String.valueOf(e.getMessage()));
    }

    private Reply answer(AuthRequest request, Optional<Identity> caller) throws Rejection {
        ProviderClient client = providers.named(path, request);
        for (String name : PARAMETERS) {
            Optional<String> value = Providers.once(request, name);
            if (value.isPresent() && value.get().length() > MAX_PARAMETER) {
                throw new Rejection(RequestProblems.REQUEST_MALFORMED, "the parameter " + name + " is too long");
            }
        }
        SecretHash state =
                SecretHash.of(Providers.once(request, "state").orElseThrow(() -> invalidState("there is no state")));
        OpaqueToken browser = cookies.find(request, state)
                .orElseThrow(() -> invalidState("the cookie of this login is missing, or there are two"));
        PendingLogin pending = pendingLogins
                .consume(state, clock.instant())
                .orElseThrow(() -> invalidState("unknown, used up or expired"));
        if (!browser.matches(pending.browser())) {
            throw invalidState("begun by another browser");
        }
        // RFC 9700 section 4.4.2.2: each provider has a redirect URI of its own
        if (!pending.providerId().equals(client.provider().id())) {
            throw invalidState("begun with another provider");
        }
        try {
            String verifier = browser.open(LoginStart.SEALED_FOR, pending.verifier())
                    .orElseThrow(() -> invalidState("the record was changed"));
            end.requireLinkTarget(pending, caller);
            SignedIn signedIn = client.signedIn(code(client, request), verifier, pending);
            Consumer<String> keeping =
                    accountId -> tokens.ifPresent(keeper -> keeper.keep(signedIn, client, pending, accountId));
            return end.finish(signedIn, pending, request, keeping).withCookie(cookies.deleted(state));
        } catch (Rejection e) {
            throw toApp(e.problem(), pending);
        } catch (StoreUnavailableException e) {
            throw toApp(unavailable(e), pending);
        }
    }

    /** An app waits for an answer, and nobody looks at the browser any more. */
    private static Rejection toApp(Problem problem, PendingLogin pending) {
        return new Rejection(pending.app()
                .map(app ->
                        problem.withPage(NativeApps.failure(app, problem.type().status())))
                .orElse(problem));
    }

    private static String code(ProviderClient client, AuthRequest request) throws Rejection {
        requireIssuer(client, Providers.once(request, "iss"));
        Optional<String> error = Providers.once(request, "error");
        if (error.isPresent()) {
            throw TokenResponse.refused("the provider answered " + TokenResponse.errorCode(error.get()));
        }
        return Providers.once(request, "code")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> TokenResponse.refused("there is neither a code nor an error"));
    }

    /** RFC 9207 section 2.4, for errors too: exactly, and not missing if the provider says that it always names itself. */
    private static void requireIssuer(ProviderClient client, Optional<String> issuer) throws Rejection {
        boolean right = issuer.isPresent()
                ? issuer.get().equals(client.provider().issuer())
                : !client.metadata().namesItself();
        if (!right) {
            throw TokenResponse.refused(
                    "the answer is not of " + client.provider().issuer());
        }
    }

    private static Rejection invalidState(String reason) {
        return new Rejection(OAuthProblems.LOGIN_STATE_INVALID, reason);
    }
}
