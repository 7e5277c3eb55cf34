package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.http.BoundedExchange.Answer;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks about a token (RFC 7662 section 2.1). Whatever is no answer about the token is the server's failure, never the token's. */
record IntrospectionRequest(ProviderHttp http, ClientForm client) {
    JsonObject send(URI endpoint, String token) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", token);
        fields.put("token_type_hint", "access_token");
        try {
            Answer answer = http.ask(client.post(endpoint, fields));
            // Section 2.3: also 401, which speaks of this application's own credentials
            if (answer.status() != 200) {
                throw new StoreUnavailableException("the introspection endpoint answered " + answer.status());
            }
            return ProviderHttp.json(answer);
        } catch (JsonException e) {
            throw new StoreUnavailableException("introspection: " + e.getMessage());
        } catch (Rejection e) {
            throw new StoreUnavailableException("introspection: " + e.problem().reason());
        }
    }
}
