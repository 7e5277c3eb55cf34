package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.http.BoundedExchange.Answer;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a token endpoint answered (RFC 6749 section 5). Never shown: it holds tokens. */
record TokenResponse(
        String accessToken, Optional<String> idToken, Optional<String> refreshToken, Optional<Long> expiresIn) {
    /** A refresh token that is used up, revoked or expired (RFC 6749 section 5.2), as the specification and as GitHub have it. */
    private static final Set<String> GRANT_IS_OVER = Set.of("invalid_grant", "bad_refresh_token");

    /** The longest error code that is repeated in the log. */
    private static final int MAX_ERROR = 40;

    static TokenResponse read(Answer answer, boolean idTokenNeeded) throws Rejection {
        requireWell(answer);
        try {
            JsonObject json = ProviderHttp.json(answer);
            // Some answer 200 with an error in it
            if (answer.status() != 200 || json.has("error")) {
                throw refused("the token endpoint answered " + answer.status() + " "
                        + errorCode(json.string("error").orElse("")));
            }
            return parse(json, idTokenNeeded);
        } catch (JsonException e) {
            throw refused("token response: " + e.getMessage());
        }
    }

    /** Reads the answer to a refresh token; empty if the provider says that it is good for nothing any more. */
    static Optional<TokenResponse> readRefreshed(Answer answer) throws Rejection {
        requireWell(answer);
        try {
            Object error = ProviderHttp.json(answer).members().get("error");
            if (error instanceof String text && GRANT_IS_OVER.contains(text)) {
                return Optional.empty();
            }
        } catch (JsonException e) {
            throw ProviderHttp.unavailable("token response: " + e.getMessage());
        }
        return Optional.of(read(answer, false));
    }

    private static void requireWell(Answer answer) throws Rejection {
        if (answer.status() >= 500 || answer.status() == 429 || answer.status() / 100 == 3) {
            throw ProviderHttp.unavailable("the token endpoint answered " + answer.status());
        }
    }

    private static TokenResponse parse(JsonObject json, boolean idTokenNeeded) throws JsonException, Rejection {
        // RFC 6749 section 7.1: case-insensitive; a type that is not understood must not be used
        if (!json.string("token_type").orElse("").equalsIgnoreCase("Bearer")) {
            throw refused("token_type is not Bearer");
        }
        String accessToken = json.string("access_token").orElse("");
        if (accessToken.isBlank()) {
            throw refused("access_token is missing");
        }
        Optional<String> idToken = json.string("id_token");
        // OpenID Connect Core section 3.1.3.3: an access token alone says nothing about who signed in
        if (idTokenNeeded && idToken.isEmpty()) {
            throw refused("id_token is missing");
        }
        // Of another type they are as good as missing: not every application wants them
        Map<String, Object> members = json.members();
        return new TokenResponse(
                accessToken,
                idToken,
                members.get("refresh_token") instanceof String token && !token.isEmpty()
                        ? Optional.of(token)
                        : Optional.empty(),
                members.get("expires_in") instanceof Long seconds ? Optional.of(seconds) : Optional.empty());
    }

    /** An error code that may be written down: RFC 6749 section 5.2 has letters and underscores. */
    static String errorCode(String text) {
        boolean known = !text.isEmpty()
                && text.length() <= MAX_ERROR
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '_');
        return known ? text : "(another error)";
    }

    static Rejection refused(String reason) {
        return new Rejection(OAuthProblems.PROVIDER_REFUSED, reason);
    }

    /** Never shows tokens. */
    @Override
    public String toString() {
        return "TokenResponse[…]";
    }
}
