package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.http.BoundedExchange.Answer;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks who an access token speaks for: the UserInfo endpoint (OpenID Connect Core section 5.3), or the API of a plain OAuth 2.0 provider. */
record UserInfo(ProviderHttp http) {
    /** The claims of the ID token, and those of the UserInfo endpoint that it lacks. */
    JsonObject complete(JsonObject idToken, URI endpoint, String accessToken) throws Rejection {
        JsonObject more = fetch(endpoint, accessToken);
        // Section 5.3.2: else it speaks of somebody else, by a mistake or by a token that was put in
        Object subject = more.members().get("sub");
        if (subject == null || !subject.equals(idToken.members().get("sub"))) {
            throw TokenResponse.refused("UserInfo: sub is not that of the ID token");
        }
        Map<String, Object> all = new LinkedHashMap<>(more.members());
        all.putAll(idToken.members());
        return new JsonObject(all);
    }

    JsonObject fetch(URI endpoint, String accessToken) throws Rejection {
        if (!accessToken.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw TokenResponse.refused("the access token can't be sent");
        }
        Answer answer = http.ask(HttpRequest.newBuilder(endpoint).header("Authorization", "Bearer " + accessToken));
        if (answer.status() >= 500 || answer.status() == 429 || answer.status() / 100 == 3) {
            throw ProviderHttp.unavailable("UserInfo answered " + answer.status());
        }
        if (answer.status() != 200) {
            throw TokenResponse.refused("UserInfo answered " + answer.status());
        }
        try {
            return ProviderHttp.json(answer);
        } catch (JsonException e) {
            throw TokenResponse.refused("UserInfo: " + e.getMessage());
        }
    }

    /** The person of some claims; members of another type than they should have are left out. */
    static ProviderPerson person(String issuer, String subject, JsonObject claims) throws Rejection {
        if (!IdTokenCheck.isSubject(subject)) {
            throw TokenResponse.refused("the subject is missing or no subject");
        }
        Map<String, Object> members = claims.members();
        Optional<String> email = text(members.get("email"));
        boolean verified = email.isPresent() && Boolean.TRUE.equals(members.get("email_verified"));
        return new ProviderPerson(issuer, subject, email, verified, text(members.get("name")), claims);
    }

    private static Optional<String> text(@Nullable Object member) {
        return member instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
