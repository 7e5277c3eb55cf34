package io.gatehouse.oauth;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.login.Account;
import io.gatehouse.login.Grant;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends a login that a provider vouched for: finds the account, and hands out what the grant gives; or links the person. */
record LoginEnd(
        String origin,
        AccountLinker linker,
        Optional<LinkedAccountStore> links,
        Grant grant,
        Optional<BackChannel> backChannel,
        Clock clock) {
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
    Reply finish(ProviderPerson person, PendingLogin pending, AuthRequest request, Consumer<String> keeping)
            throws Rejection {
        Reply redirect = Reply.redirect(303, URI.create(origin + pending.returnPath()))
                .withHeader("Referrer-Policy", "no-referrer");
        if (pending.linkTo().isPresent()) {
            Reply linked = link(person, pending.linkTo().get().accountId(), redirect);
            keeping.accept(pending.linkTo().get().accountId());
            return linked;
        }
        Account account =
                linker.accountOf(person).orElseThrow(() -> TokenResponse.refused("no account for this person"));
        if (!account.enabled()) {
            throw new Rejection(
                    TokenResponse.refused("the account is disabled").problem().withSubject(account.id()));
        }
        // Before the cookie leaves: a login without what the application counts on is not handed out
        keeping.accept(account.id());
        return signIn(account, person, request, redirect);
    }

    private Reply link(ProviderPerson person, String accountId, Reply redirect) throws Rejection {
        LinkedAccountStore store = links.orElseThrow(() -> TokenResponse.refused("linking is switched off"));
        boolean linked = store.link(new LinkedAccount(person.issuer(), person.subject(), accountId, clock.instant()))
                || store.find(person.issuer(), person.subject())
                        .filter(link -> link.accountId().equals(accountId))
                        .isPresent();
        if (!linked) {
            throw TokenResponse.refused("the person is linked to another account");
        }
        return redirect.withFact(AuthEvent.Type.ACCOUNT_LINKED, accountId);
    }

    /** Only cookies leave: what else a grant answers would have to stand in the address. */
    private Reply signIn(Account account, ProviderPerson person, AuthRequest request, Reply redirect) throws Rejection {
        Reply granted = grant.issue(account, request);
        if (granted.cookies().isEmpty()) {
            throw new IllegalStateException("the grant of a sign-in with a provider must hand out a cookie");
        }
        Reply reply = redirect;
        for (SetCookie cookie : granted.cookies()) {
            reply = reply.withCookie(cookie);
        }
        for (AuthEvent.Fact fact : granted.facts()) {
            reply = reply.withFact(fact);
        }
        Optional<String> loginId = granted.facts().stream()
                .flatMap(fact -> fact.loginId().stream())
                .findFirst();
        // Before the cookie leaves: a login that the provider could not end is not handed out
        backChannel.ifPresent(channel -> channel.begun(person, account.id(), loginId));
        boolean told = granted.facts().stream().anyMatch(fact -> fact.type() == AuthEvent.Type.LOGIN);
        return told ? reply : reply.withFact(AuthEvent.Type.LOGIN, account.id());
    }
}
