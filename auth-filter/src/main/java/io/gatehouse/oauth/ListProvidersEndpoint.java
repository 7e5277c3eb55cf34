package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the providers, for the page that people sign in on. */
record ListProvidersEndpoint(String path, List<OAuthProvider> providers, String startPath) implements Endpoint {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Requirement requirement() {
        return Requirement.anyone();
    }

    @Override
    public boolean readsCredentials() {
        return false;
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) {
        return Reply.json(
                200,
                providers.stream()
                        .map(provider -> toJson(provider, request.contextPath()))
                        .toList());
    }

    private Map<String, Object> toJson(OAuthProvider provider, String contextPath) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", provider.id());
        json.put("name", provider.name());
        json.put("loginUri", contextPath + startPath + "/" + provider.id());
        return json;
    }
}
