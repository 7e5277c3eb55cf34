package io.gatehouse.audit;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows events, newest first: {@code ?before=…&limit=…}. Of one's own account, without the reasons, which are for operators; or of the
 * account that {@code account} names.
 */
record EventsEndpoint(String path, Requirement requirement, AuditStore store, boolean ofEverybody) implements Endpoint {
    private static final int USUAL_PAGE = 20;
    private static final int MAX_NUMBER = 18;

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        String account = ofEverybody
                ? parameter(request, "account").orElseThrow(() -> JsonBody.malformed("Name one \"account\"."))
                : caller.flatMap(Identity::accountId).orElseThrow();
        long before = number(request, "before").orElse(Long.MAX_VALUE);
        long limit = number(request, "limit").orElse((long) USUAL_PAGE);
        if (limit < 1 || limit > AuditTrail.MAX_PAGE) {
            throw JsonBody.malformed("\"limit\" is 1 to " + AuditTrail.MAX_PAGE + ".");
        }
        List<AuditRecord> rows = store.ofAccount(account, before, (int) limit);
        List<Object> events = new ArrayList<>();
        rows.forEach(row -> events.add(json(row)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("events", events);
        // Whoever gets a whole page may ask for the next
        body.put(
                "next",
                rows.size() < limit
                        ? Optional.empty()
                        : Optional.of(Long.toString(rows.get(rows.size() - 1).sequence())));
        return Reply.json(200, body);
    }

    private Map<String, Object> json(AuditRecord row) {
        AuditEntry entry = row.entry();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(row.sequence()));
        json.put("at", entry.at().toString());
        json.put("type", entry.type());
        put(json, "clientAddress", entry.clientAddress());
        put(json, "userAgent", entry.userAgent());
        put(json, "scheme", entry.scheme());
        put(json, "credentialId", entry.credentialId());
        put(json, "code", entry.code());
        put(json, "requestId", entry.requestId());
        if (ofEverybody) {
            put(json, "method", entry.method());
            put(json, "path", entry.path());
            put(json, "rule", entry.rule());
            put(json, "reason", entry.reason());
        }
        return json;
    }

    private static void put(Map<String, Object> json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static Optional<String> parameter(AuthRequest request, String name) throws Rejection {
        List<String> values = request.queryParameters(name);
        if (values.size() > 1) {
            throw JsonBody.malformed("\"" + name + "\" comes more than once.");
        }
        return values.stream().findFirst();
    }

    private static Optional<Long> number(AuthRequest request, String name) throws Rejection {
        Optional<String> text = parameter(request, name);
        if (text.isPresent()
                && (text.get().isEmpty()
                        || text.get().length() > MAX_NUMBER
                        || !text.get().chars().allMatch(c -> c >= '0' && c <= '9'))) {
            throw JsonBody.malformed("\"" + name + "\" is a number.");
        }
        return text.map(Long::valueOf);
    }
}
