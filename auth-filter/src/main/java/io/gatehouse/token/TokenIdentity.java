package io.gatehouse.token;

import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.Scopes;
import io.gatehouse.json.JsonNull;
import io.gatehouse.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verified token says of its bearer. */
final class TokenIdentity {
    private TokenIdentity() {}

    static Identity of(VerifiedJwt token) throws Rejection {
        JwtPolicy policy = token.policy();
        // Unknown counts as long ago, so that no rule about fresh logins takes it for one
        Instant authenticatedAt = token.authenticatedAt().or(token::issuedAt).orElse(Instant.EPOCH);
        Identity identity = Identity.of(token.subject(), BearerAuthentication.SCHEME, authenticatedAt)
                .withRoles(roles(token.claims(), policy.rolePaths()))
                .withScopes(scopes(token.claims(), policy.scopePaths()))
                .withAttributes(token.claims().members())
                .withExpiresAt(token.expiresAt());
        if (!policy.localAccounts()) {
            return identity.withIssuer(token.issuer());
        }
        return token.sessionId().map(identity::withLoginId).orElse(identity);
    }

    static Set<String> roles(JsonObject claims, List<String> paths) throws Rejection {
        Set<String> roles = new LinkedHashSet<>();
        for (String path : paths) {
            Object value = at(claims, path);
            if (value instanceof String role) {
                roles.add(role);
            } else {
                addAll(value, path, roles);
            }
        }
        return roles;
    }

    /** A space-delimited string (RFC 8693 section 4.2) or an array of strings. */
    static Set<String> scopes(JsonObject claims, List<String> paths) throws Rejection {
        Set<String> scopes = new LinkedHashSet<>();
        for (String path : paths) {
            Object value = at(claims, path);
            if (value instanceof String list) {
                scopes.addAll(Scopes.parse(list));
            } else {
                addAll(value, path, scopes);
            }
        }
        for (String scope : scopes) {
            if (!Scopes.isScope(scope)) {
                throw new Rejection(TokenProblems.TOKEN_INVALID, "no scope: " + scope);
            }
        }
        return scopes;
    }

    private static void addAll(@Nullable Object value, String path, Set<String> names) throws Rejection {
        if (value == null || value == JsonNull.NULL) {
            return;
        }
        if (!(value instanceof List<?> list)) {
            throw wrongType(path);
        }
        for (Object element : list) {
            if (!(element instanceof String name)) {
                throw wrongType(path);
            }
            names.add(name);
        }
    }

    /** The claim of exactly this name, dots and all; else the one that is reached from object to object. */
    private static @Nullable Object at(JsonObject claims, String path) {
        Object whole = claims.members().get(path);
        if (whole != null || path.indexOf('.') < 0) {
            return whole;
        }
        Object value = claims;
        for (int start = 0; start <= path.length(); ) {
            int dot = path.indexOf('.', start);
            int end = dot < 0 ? path.length() : dot;
            value = value instanceof JsonObject object ? object.members().get(path.substring(start, end)) : null;
            start = end + 1;
        }
        return value;
    }

    private static Rejection wrongType(String path) {
        return new Rejection(TokenProblems.TOKEN_INVALID, path + " is not an array of strings");
    }
}
