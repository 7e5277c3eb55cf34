package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.http.BoundedExchange.Answer;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.util.Optional;

/** What a token endpoint answered (RFC 6749 section 5). Never shown: it holds tokens. */
record TokenResponse(String accessToken, Optional<String> idToken) {
    /** The longest error code that is repeated in the log. */
    private static final int MAX_ERROR = 40;

    static TokenResponse read(Answer answer, boolean openId) throws Rejection {
        if (answer.status() >= 500 || answer.status() == 429 || answer.status() / 100 == 3) {
            throw ProviderHttp.unavailable("the token endpoint answered " + answer.status());
        }
        try {
            JsonObject json = ProviderHttp.json(answer);
            // Some answer 200 with an error in it
            if (answer.status() != 200 || json.has("error")) {
                throw refused("the token endpoint answered " + answer.status() + " "
                        + errorCode(json.string("error").orElse("")));
            }
            return parse(json, openId);
        } catch (JsonException e) {
            throw refused("token response: " + e.getMessage());
        }
    }

    private static TokenResponse parse(JsonObject json, boolean openId) throws JsonException, Rejection {
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
        if (openId && idToken.isEmpty()) {
            throw refused("id_token is missing");
        }
        return new TokenResponse(accessToken, idToken);
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
