package io.gatehouse.login;

import io.gatehouse.Scopes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who can sign in. Immutable.
 *
 * @param id stable and never reused; not secret
 * @param email shown to the person; never a key
 * @param roles what the person is
 * @param scopes what the person may do through tokens, and give to API keys
 * @param enabled false locks login, refresh and API keys at once. An access token that is already out works until it expires, unless the
 *     account's logins are ended with {@link LiveLogins#endAll}: do that when you disable an account
 */
public record Account(String id, String email, Set<String> roles, Set<String> scopes, boolean enabled) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the id is blank or longer than 255 characters, or a scope is none of RFC 6749
     */
    public Account {
        if (id.isBlank() || id.length() > 255) {
            throw new IllegalArgumentException("an account's id has 1 to 255 characters");
        }
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
        if (!scopes.stream().allMatch(Scopes::isScope)) {
            throw new IllegalArgumentException("not a scope of RFC 6749 section 3.3 among " + scopes);
        }
    }

    /**
     * What clients see of an account.
     *
     * @return {@code id, email, roles}
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("email", email);
        json.put("roles", roles.stream().sorted().toList());
        return json;
    }
}
