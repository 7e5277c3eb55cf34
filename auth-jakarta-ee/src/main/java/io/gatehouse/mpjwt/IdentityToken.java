package io.gatehouse.mpjwt;

import io.gatehouse.Identity;
import io.gatehouse.servlet.IdentityPrincipal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** An identity in the words of MicroProfile JWT; without claims if nobody is signed in. */
final class IdentityToken implements JsonWebToken {
    private final Optional<Identity> identity;

    IdentityToken(Optional<Identity> identity) {
        this.identity = identity;
    }

    /** Unlike the specification's, a name that is unique: {@code upn} may be equal for people of two issuers. */
    @Override
    public @Nullable String getName() {
        return identity.map(it -> new IdentityPrincipal(it).getName()).orElse(null);
    }

    @Override
    public @Nullable Set<String> getClaimNames() {
        if (identity.isEmpty()) {
            return null;
        }
        Set<String> names = new TreeSet<>(identity.get().attributes().keySet());
        names.add("sub");
        names.add("groups");
        identity.get().expiresAt().ifPresent(end -> names.add("exp"));
        return names;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the caller says what the claim is, as the specification wants it
    public <T> @Nullable T getClaim(String name) {
        return (T) claim(name, identity);
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
