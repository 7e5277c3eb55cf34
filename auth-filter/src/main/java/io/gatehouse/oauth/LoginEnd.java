package io.gatehouse.oauth;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.login.Account;
import io.gatehouse.login.Grant;
import io.gatehouse.secret.OpaqueToken;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends a login that a provider vouched for: finds the account, and hands out a cookie to the browser or a one-time code to a native app; or
 * links the person.
 */
record LoginEnd(
        String origin, AccountLinker linker, Grant grant, OAuthExtras extras, LogoutCookies cookies, Clock clock) {
    /**
     * Linking goes on only for the login that began it: had it ended meanwhile, whoever uses the browser now could link their own person to
     * an account that is not theirs.
     */
    void requireLinkTarget(PendingLogin pending, Optional<Identity> caller) throws Rejection {
        if (pending.linkTo().isEmpty()) {
            return;
        }
        PendingLogin.LinkTarget target = pending.linkTo().get();
        boolean same = caller.isPresent()
                && caller.get().accountId().equals(Optional.of(target.accountId()))
                && caller.get().loginId().equals(Optional.of(target.loginId()));
        if (!same) {
            throw new Rejection(OAuthProblems.LOGIN_STATE_INVALID, "the login that began to link is not signed in now");
        }
    }

    /** Ends the login; {@code keeping} is told the account once it is known to be the person's. */
    Reply finish(SignedIn signedIn, PendingLogin pending, AuthRequest request, Consumer<String> keeping)
            throws Rejection {
        ProviderPerson person = signedIn.person();
        if (pending.linkTo().isPresent()) {
            Reply linked = link(person, pending.linkTo().get().accountId(), redirect(pending));
            keeping.accept(pending.linkTo().get().accountId());
            return linked;
        }
        Account account =
                linker.accountOf(person).orElseThrow(() -> TokenResponse.refused("no account for this person"));
        if (!account.enabled()) {
            throw new Rejection(
                    TokenResponse.refused("the account is disabled").problem().withSubject(account.id()));
        }
        // Before anything leaves: a login without what the application counts on is not handed out
        keeping.accept(account.id());
        if (pending.app().isPresent()) {
            NativeApps apps = extras.apps().orElseThrow(() -> TokenResponse.refused("native apps are switched off"));
            URI location =
                    apps.code(pending.app().get(), account.id(), ProviderSessions.At.of(person), extras.sessions());
            return Reply.redirect(303, location).withHeader("Referrer-Policy", "no-referrer");
        }
        return signIn(account, signedIn, request, redirect(pending));
    }

    /** The login that began, if the grant told. */
    static Optional<String> loginId(Reply granted) {
        return granted.facts().stream().flatMap(fact -> fact.loginId().stream()).findFirst();
    }

    private Reply redirect(PendingLogin pending) {
        return Reply.redirect(303, URI.create(origin + pending.returnTo().path()))
                .withHeader("Referrer-Policy", "no-referrer");
    }

    private Reply link(ProviderPerson person, String accountId, Reply redirect) throws Rejection {
        LinkedAccountStore store = extras.links().orElseThrow(() -> TokenResponse.refused("linking is switched off"));
        boolean linked = store.link(new LinkedAccount(person.issuer(), person.subject(), accountId, clock.instant()))
                || store.find(person.issuer(), person.subject())
                        .filter(link -> link.accountId().equals(accountId))
                        .isPresent();
        if (!linked) {
            throw TokenResponse.refused("the person is linked to another account");
        }
        return redirect.withFact(new AuthEvent.Fact(AuthEvent.Type.ACCOUNT_LINKED, accountId, Optional.empty())
                .because("issuer " + person.issuer()));
    }

    /** Only cookies leave: what else a grant answers would have to stand in the address. */
    private Reply signIn(Account account, SignedIn signedIn, AuthRequest request, Reply redirect) throws Rejection {
        Reply granted = grant.issue(account, request);
        if (granted.cookies().isEmpty()) {
            throw new IllegalStateException("the grant of a sign-in with a provider must hand out a cookie");
        }
        Reply reply = redirect;
        for (SetCookie cookie : granted.cookies()) {
            reply = reply.withCookie(cookie);
        }
        for (AuthEvent.Fact fact : granted.withLoginTold(account.id()).facts()) {
            boolean login = fact.type() == AuthEvent.Type.LOGIN;
            reply = reply.withFact(
                    login ? fact.because("provider " + signedIn.person().issuer()) : fact);
        }
        Optional<ProviderSessions> sessions = extras.sessions();
        if (sessions.isPresent()) {
            reply = remember(sessions.get(), account, signedIn, loginId(granted), reply);
        }
        return reply;
    }

    /** Before the cookie leaves: a login that the provider could not end is not handed out. */
    private Reply remember(
            ProviderSessions sessions, Account account, SignedIn signedIn, Optional<String> loginId, Reply reply) {
        Optional<String> idToken =
                extras.logsOutAtProvider() ? signedIn.tokens().idToken() : Optional.empty();
        OpaqueToken key = sessions.begun(ProviderSessions.At.of(signedIn.person()), account.id(), loginId, idToken);
        return extras.logsOutAtProvider() ? reply.withCookie(cookies.session(key)) : reply;
    }
}
