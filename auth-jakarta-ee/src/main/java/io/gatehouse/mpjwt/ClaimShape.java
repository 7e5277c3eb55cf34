package io.gatehouse.mpjwt;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a claim is in the type of an injection point (MicroProfile JWT 2.1 section 7.1). Names no type of Jakarta JSON Processing. */
final class ClaimShape {
    private static final String JSON = "jakarta.json.Json";
    private static final Set<String> JSON_TYPES =
            Set.of(JSON + "Value", JSON + "String", JSON + "Number", JSON + "Array", JSON + "Object");
    private static final String CLAIM_VALUE = "org.eclipse.microprofile.jwt.ClaimValue";

    private ClaimShape() {}

    /** Whether there is a producer for a type; {@code Provider} and the like are taken off before. */
    static boolean isKnown(Type type) {
        if (type instanceof ParameterizedType it && it.getActualTypeArguments().length == 1) {
            Type of = it.getActualTypeArguments()[0];
            String raw = it.getRawType().getTypeName();
            return raw.equals(CLAIM_VALUE) || raw.equals(Optional.class.getName())
                    ? isKnown(of)
                    : raw.equals(Set.class.getName()) && of.equals(String.class);
        }
        return type.equals(String.class)
                || type.equals(Long.class)
                || type.equals(Boolean.class)
                || JSON_TYPES.contains(type.getTypeName());
    }

    /** The claim in that type; null, or an empty {@code Optional}, if it is not there or can't be of it. */
    static @Nullable Object of(Type type, @Nullable Object claim) {
        if (type instanceof ParameterizedType it) {
            return it.getRawType().equals(Optional.class)
                    ? Optional.ofNullable(of(it.getActualTypeArguments()[0], claim))
                    : texts(claim);
        }
        if (claim == null) {
            return null;
        }
        if (type.getTypeName().startsWith(JSON)) {
            return JsonShape.of(claim, (Class<?>) type);
        }
        if (type.equals(Long.class)) {
            return claim instanceof Integer number ? (Object) number.longValue() : only(Long.class, claim);
        }
        return type instanceof Class<?> known ? only(known, claim) : null;
    }

    private static @Nullable Object only(Class<?> type, Object claim) {
        return type.isInstance(claim) ? claim : null;
    }

    private static @Nullable Set<String> texts(@Nullable Object claim) {
        if (!(claim instanceof Iterable<?> several)) {
            return null;
        }
        Set<String> texts = new LinkedHashSet<>();
        several.forEach(each -> texts.add(String.valueOf(each)));
        return texts;
    }
}
