package io.gatehouse.login;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists one's own live logins of every kind, newest first. */
record ListLoginsEndpoint(String path, List<LiveLogins> logins) implements Endpoint {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) {
        Identity identity = caller.orElseThrow();
        String accountId = identity.accountId().orElseThrow();
        return Reply.json(
                200,
                logins.stream()
                        .flatMap(kind -> kind.of(accountId).stream())
                        .sorted(Comparator.comparing(LiveLogin::createdAt).reversed())
                        .map(login -> toJson(login, identity.loginId()))
                        .toList());
    }

    private static Map<String, Object> toJson(LiveLogin login, Optional<String> current) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", login.id());
        json.put("kind", login.kind());
        json.put("current", current.equals(Optional.of(login.id())));
        json.put("createdAt", login.createdAt());
        json.put("lastSeenAt", login.lastSeenAt());
        json.put("expiresAt", login.expiresAt());
        json.put("address", login.address());
        json.put("userAgent", login.userAgent());
        return json;
    }
}
