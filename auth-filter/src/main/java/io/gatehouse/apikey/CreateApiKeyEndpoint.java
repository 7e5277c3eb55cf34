package io.gatehouse.apikey;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.PlainText;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.Scopes;
import io.gatehouse.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a key: {@code {name, scopes?, expiresIn?}}. Without {@code scopes} it has none, and opens only what any credential opens; without
 * {@code expiresIn} it lives as long as the policy says.
 */
record CreateApiKeyEndpoint(String path, ApiKeyPolicy policy, ApiKeyIssuer issuer) implements Endpoint {
    private static final int MAX_NAME = 100;
    private static final int MAX_SCOPES = 100;
    private static final int MAX_SCOPE = 100;

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
        Identity identity = caller.orElseThrow();
        JsonObject body = JsonBody.read(request);
        IssuedApiKey issued = issuer.create(identity, name(body), scopes(body), lifetime(body));
        return Reply.json(201, issued.toJson())
                .withFact(
                        AuthEvent.Type.API_KEY_CREATED,
                        issued.key().ownerId(),
                        issued.key().id());
    }

    private static String name(JsonObject body) throws Rejection {
        String name = JsonBody.required(body, "name");
        // Names are shown to people
        if (name.isBlank()
                || name.codePointCount(0, name.length()) > MAX_NAME
                || !name.codePoints().allMatch(PlainText::isPlain)) {
            throw JsonBody.malformed("\"name\" has 1 to " + MAX_NAME + " printable characters.");
        }
        return name;
    }

    private static Set<String> scopes(JsonObject body) throws Rejection {
        List<String> scopes = JsonBody.get(body, "scopes", JsonObject::strings).orElse(List.of());
        boolean good = scopes.size() <= MAX_SCOPES
                && scopes.stream().allMatch(scope -> Scopes.isScope(scope) && scope.length() <= MAX_SCOPE);
        if (!good) {
            throw JsonBody.malformed(
                    "\"scopes\" is a list of up to " + MAX_SCOPES + " scopes of up to " + MAX_SCOPE + " characters.");
        }
        return Set.copyOf(scopes);
    }

    private Optional<Duration> lifetime(JsonObject body) throws Rejection {
        Optional<Long> seconds = JsonBody.get(body, "expiresIn", JsonObject::integer);
        long longest = policy.longestLifetime().toSeconds();
        if (seconds.isPresent() && (seconds.get() < 1 || seconds.get() > longest)) {
            throw JsonBody.malformed("\"expiresIn\" is 1 to " + longest + " seconds.");
        }
        return seconds.map(Duration::ofSeconds);
    }
}
