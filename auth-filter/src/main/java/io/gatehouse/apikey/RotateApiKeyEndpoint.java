package io.gatehouse.apikey;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.PathPattern;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Replaces a key: {@code {overlap?}}, the seconds that the old one works on. Of several requests at once one succeeds. */
record RotateApiKeyEndpoint(PathPattern pattern, ApiKeyIssuer issuer) implements Endpoint {
    private static final Duration MAX_OVERLAP = Duration.ofDays(30);

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return pattern.toString();
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        String id = pattern.variables(request.path()).getOrDefault("id", "");
        Duration overlap = overlap(JsonBody.readOptional(request));
        IssuedApiKey issued = issuer.rotate(caller.orElseThrow(), id, overlap);
        return Reply.json(201, issued.toJson())
                .withFact(new AuthEvent.Fact(
                                AuthEvent.Type.API_KEY_ROTATED, issued.key().ownerId(), Optional.of(id))
                        .because("replaced by " + issued.key().id()));
    }

    private static Duration overlap(JsonObject body) throws Rejection {
        long seconds = JsonBody.get(body, "overlap", JsonObject::integer).orElse(0L);
        if (seconds < 0 || seconds > MAX_OVERLAP.toSeconds()) {
            throw JsonBody.malformed("\"overlap\" is 0 to " + MAX_OVERLAP.toSeconds() + " seconds.");
        }
        return Duration.ofSeconds(seconds);
    }
}
