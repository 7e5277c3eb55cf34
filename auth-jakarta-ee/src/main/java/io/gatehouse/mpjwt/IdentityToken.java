package io.gatehouse.mpjwt;

import io.gatehouse.Identity;
import io.gatehouse.servlet.IdentityPrincipal;
import io.gatehouse.servlet.ServletAdapter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The caller, as of each call, in the words of MicroProfile JWT; without claims if nobody is signed in. */
final class IdentityToken implements JsonWebToken {
    private final HttpServletRequest request;

    IdentityToken(HttpServletRequest request) {
        this.request = request;
    }

    /** Unlike the specification's, a name that is unique: {@code upn} may be equal for people of two issuers. */
    @Override
    public @Nullable String getName() {
        return caller().map(it -> new IdentityPrincipal(it).getName()).orElse(null);
    }

    @Override
    public @Nullable Set<String> getClaimNames() {
        Optional<Identity> caller = caller();
        if (caller.isEmpty()) {
            return null;
        }
        Set<String> names = new TreeSet<>(caller.get().attributes().keySet());
        names.add("sub");
        names.add("groups");
        caller.get().expiresAt().ifPresent(end -> names.add("exp"));
        return names;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the caller says what the claim is, as the specification wants it
    public <T> @Nullable T getClaim(String name) {
        return (T) claim(name, caller());
    }

    private Optional<Identity> caller() {
        return ServletAdapter.caller(request);
    }

    private static @Nullable Object claim(String name, Optional<Identity> caller) {
        if (caller.isEmpty()) {
            return null;
        }
        Identity known = caller.get();
        Object value = known.attributes().get(name);
        return switch (name) {
            case "sub" -> known.subject();
            case "groups" -> known.roles();
            case "exp" ->
                known.expiresAt().map(end -> (Object) end.getEpochSecond()).orElse(value);
            case "aud" -> value == null ? null : texts(value);
            default -> value;
        };
    }

    private static Set<String> texts(Object value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        } else {
            texts.add(value.toString());
        }
        return texts;
    }
}
