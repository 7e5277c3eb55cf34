package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.token.KeySource;
import io.gatehouse.token.ParsedJwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The checks of a logout token, in the order of OpenID Connect Back-Channel Logout 1.0 section 2.6. Numbers in brackets are those of that
 * section's list; that a token counts once, (7), is {@link BackChannel}'s.
 */
record LogoutTokenCheck(IdTokenCheck id) {
    /** The longest token that is read, in characters. */
    static final int MAX_LENGTH = 8 * 1024;

    /** How old a token may be, beside the skew: providers send it at once, and try again a little later. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    LogoutToken check(String logoutToken, KeySource keys) throws Rejection {
        try {
            return checkInOrder(logoutToken, keys);
        } catch (JsonException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            throw ProviderHttp.unavailable(String.valueOf(e.getMessage()));
        } catch (Rejection e) {
            throw e.problem().type().status() == 401 ? invalid(e.problem().reason()) : e;
        }
    }

    private LogoutToken checkInOrder(String logoutToken, KeySource keys) throws JsonException, Rejection {
        // (1) No encryption is agreed on: five parts are refused here, and so is alg none
        ParsedJwt token = ParsedJwt.parse(logoutToken, MAX_LENGTH);
        JsonObject claims = token.claims();
        requireType(token.type());
        // (2), (3) Signature, issuer and audience like those of an ID token
        id.requireIssuer(claims);
        id.requireAudience(claims);
        id.requireSignature(token, keys);
        requireTimes(claims);
        // (4) Somebody is named
        Optional<String> subject = claims.string("sub");
        Optional<String> sid = claims.string("sid");
        boolean named = subject.isPresent() || sid.isPresent();
        if (!named
                || !subject.map(IdTokenCheck::isSubject).orElse(true)
                || !sid.map(IdTokenCheck::isSubject).orElse(true)) {
            throw invalid("neither sub nor sid, or one that is none");
        }
        // (5) It is about a logout
        JsonObject events = claims.object("events").orElseThrow(() -> invalid("events is missing"));
        if (events.object(EVENT).isEmpty()) {
            throw invalid("events has no back-channel logout");
        }
        // (6) It is no ID token
        if (claims.has("nonce")) {
            throw invalid("it has a nonce");
        }
        String jti = claims.string("jti").orElse("");
        if (!IdTokenCheck.isSubject(jti)) {
            throw invalid("jti is missing or too long");
        }
        return new LogoutToken(id.provider().issuer(), jti, subject, sid);
    }

    /** Section 2.4: explicitly typed, so that no other token of the provider is one. */
    private static void requireType(Optional<String> type) throws Rejection {
        String bare = type.orElse("").toLowerCase(Locale.ROOT);
        if (!bare.equals("logout+jwt") && !bare.equals("application/logout+jwt")) {
            throw invalid("typ is " + type.orElse("missing"));
        }
    }

    /** (3) Both times are required (section 2.4). */
    private void requireTimes(JsonObject claims) throws JsonException, Rejection {
        Duration skew = id.provider().options().skew();
        Instant expiresAt = IdTokenCheck.time(claims, "exp").orElseThrow(() -> invalid("exp is missing"));
        Instant issuedAt = IdTokenCheck.time(claims, "iat").orElseThrow(() -> invalid("iat is missing"));
        if (!id.now().isBefore(expiresAt.plus(skew))) {
            throw invalid("expired");
        }
        if (issuedAt.isAfter(id.now().plus(skew))
                || issuedAt.isBefore(id.now().minus(MAX_AGE).minus(skew))) {
            throw invalid("iat is " + issuedAt);
        }
    }

    private static Rejection invalid(String reason) {
        return new Rejection(OAuthProblems.LOGOUT_TOKEN_INVALID, reason);
    }
}
