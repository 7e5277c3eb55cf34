package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SealedText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Begins logins and exchanges refresh tokens (RFC 9700 section 4.14.2): each token works once. One that comes again ends its whole
 * family, since either it or its successor is in the wrong hands; within the retry window it gets the same successor instead, so
 * that a lost reply or two tabs log nobody out.
 */
record RefreshRotation(
        TokenPolicy policy,
        RefreshTokenStore store,
        RefreshFamilies families,
        AccountStore accounts,
        UnansweredRotations unanswered,
        Clock clock,
        SecureRandom random) {
    static final String PREFIX = "gr";
    private static final String SUCCESSOR = "refresh token successor";

    /** A refresh token to hand out: for whom, at what time, and until when. */
    record Issued(Account account, RefreshFamily family, String refreshToken, Instant at, Instant expiresAt) {
        /** Never shows the token. */
        @Override
        public String toString() {
            return "Issued[" + family.id() + "]";
        }
    }

    Issued begin(Account account, AuthRequest request) {
        Instant now = clock.instant();
        OpaqueToken token = OpaqueToken.issue(PREFIX, random);
        Instant endsAt = now.plus(policy.refreshAbsolute());
        Instant expiresAt = expiry(now, endsAt);
        RefreshFamily family = new RefreshFamily(
                OpaqueToken.newId(random),
                account.id(),
                now,
                endsAt,
                RefreshFamily.Seen.of(request, now),
                0,
                expiresAt);
        store.insert(family, stored(token, family.id(), expiresAt));
        return new Issued(account, family, token.reveal(), now, expiresAt);
    }

    Issued exchange(String text, AuthRequest request) throws Rejection {
        Instant now = clock.instant();
        OpaqueToken token =
                OpaqueToken.parse(PREFIX, text).orElseThrow(() -> invalid("it does not have the form of one"));
        RefreshTokenStore.Found found = find(token);
        if (!now.isBefore(found.family().endsAt())) {
            throw invalid("its login is over");
        }
        Account account = enabledAccount(found.family());
        // Before its expiry: that a used-up token comes again tells of a thief however old it is
        if (found.token().used().isPresent()) {
            return again(token, found.token().used().get(), found.family(), account, now);
        }
        if (!now.isBefore(found.token().expiresAt())) {
            throw invalid("it expired");
        }
        if (found.family().rotations() >= policy.maxRotations()) {
            families.end(found.family());
            throw invalid("its login was refreshed " + policy.maxRotations() + " times, and was ended");
        }
        OpaqueToken successor = OpaqueToken.issue(PREFIX, random);
        Instant expiresAt = expiry(now, found.family().endsAt());
        SealedText sealed = token.seal(SUCCESSOR, successor.reveal(), random);
        RefreshToken.Used used = new RefreshToken.Used(now, sealed);
        RefreshToken next = stored(successor, found.family().id(), expiresAt);
        return switch (rotate(token, used, next, RefreshFamily.Seen.of(request, now))) {
            case ROTATED -> new Issued(account, found.family(), successor.reveal(), now, expiresAt);
            case ALREADY_USED -> again(token, usedMeanwhile(token), found.family(), account, now);
            case ENDED -> throw invalid("its login was ended at this moment");
        };
    }

    private RefreshTokenStore.Rotation rotate(
            OpaqueToken token, RefreshToken.Used used, RefreshToken successor, RefreshFamily.Seen seen) {
        try {
            return store.rotate(token.id(), used, successor, seen);
        } catch (StoreUnavailableException e) {
            unanswered.add(token.id(), used.successor());
            throw e;
        }
    }

    /** Finds a token that proves itself, used up or not. */
    RefreshTokenStore.Found find(OpaqueToken token) throws Rejection {
        Optional<RefreshTokenStore.Found> found = store.find(token.id());
        if (found.isEmpty() || !token.matches(found.get().token().hash())) {
            throw invalid("it is unknown, or its login has ended");
        }
        return found.get();
    }

    private Issued again(OpaqueToken token, RefreshToken.Used used, RefreshFamily family, Account account, Instant now)
            throws Rejection {
        // Taken out in any case: a retry within the window has brought the successor to its client
        boolean unansweredHere = unanswered.remove(token.id(), used.successor());
        boolean retry =
                now.isBefore(used.at().plus(policy.retryWindow())) || unansweredHere && successorIsUnused(token, used);
        if (!retry) {
            families.end(family);
            String reason = "used up at " + used.at() + "; its login " + family.id() + " was ended";
            throw new Rejection(
                    Problem.of(TokenProblems.REFRESH_TOKEN_REUSED, reason).withSubject(family.accountId()));
        }
        String successor =
                token.open(SUCCESSOR, used.successor()).orElseThrow(() -> invalid("its successor can't be opened"));
        Instant expiresAt = expiry(used.at(), family.endsAt());
        if (!now.isBefore(expiresAt)) {
            throw invalid("its successor expired");
        }
        return new Issued(account, family, successor, now, expiresAt);
    }

    /** Had it been used, its client would have got it another way: by a retry, perhaps on another node. */
    private boolean successorIsUnused(OpaqueToken token, RefreshToken.Used used) {
        return token.open(SUCCESSOR, used.successor())
                .flatMap(text -> OpaqueToken.parse(PREFIX, text))
                .flatMap(successor -> store.find(successor.id()))
                .filter(found -> found.token().used().isEmpty())
                .isPresent();
    }

    private RefreshToken.Used usedMeanwhile(OpaqueToken token) throws Rejection {
        return find(token).token().used().orElseThrow(() -> invalid("the store contradicts itself about it"));
    }

    private Account enabledAccount(RefreshFamily family) throws Rejection {
        Optional<Account> account = accounts.find(family.accountId()).filter(Account::enabled);
        if (account.isEmpty()) {
            families.end(family);
            throw invalid("its account is gone or disabled");
        }
        return account.get();
    }

    private Instant expiry(Instant from, Instant endsAt) {
        Instant idle = from.plus(policy.refreshIdle());
        return idle.isBefore(endsAt) ? idle : endsAt;
    }

    private static RefreshToken stored(OpaqueToken token, String familyId, Instant expiresAt) {
        return new RefreshToken(token.id(), token.hash(), familyId, expiresAt, Optional.empty());
    }

    private static Rejection invalid(String reason) {
        return new Rejection(TokenProblems.REFRESH_TOKEN_INVALID, "refresh token: " + reason);
    }
}
