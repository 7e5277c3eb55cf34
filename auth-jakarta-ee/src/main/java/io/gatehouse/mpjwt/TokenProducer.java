package io.gatehouse.mpjwt;

import io.gatehouse.ee.injection.KeptIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes the token and its claims injectable, as of the present request. A claim that is not there, or of another type, is null or
 * empty. Claims are looked up once, when their bean is made: hence the check of who asks. A {@code ClaimValue} is as of each call.
 */
final class TokenProducer {
    TokenProducer() {}

    /** Of this type alone: it is a {@code Principal} too, of which the container has one of its own. */
    @Produces
    @RequestScoped
    @Typed(JsonWebToken.class)
    static JsonWebToken token(HttpServletRequest request) {
        return new IdentityToken(request);
    }

    @Produces
    @Claim
    static @Nullable String text(InjectionPoint point, JsonWebToken token) {
        return (String) value(point, token);
    }

    @Produces
    @Claim
    static @Nullable Long number(InjectionPoint point, JsonWebToken token) {
        return (Long) value(point, token);
    }

    @Produces
    @Claim
    static @Nullable Boolean truth(InjectionPoint point, JsonWebToken token) {
        return (Boolean) value(point, token);
    }

    @Produces
    @Claim
    @SuppressWarnings("unchecked") // the shape of the injection point's type
    static @Nullable Set<String> texts(InjectionPoint point, JsonWebToken token) {
        return (Set<String>) value(point, token);
    }

    @Produces
    @Claim
    @SuppressWarnings("unchecked") // the shape of the injection point's type
    static <T> Optional<T> optional(InjectionPoint point, JsonWebToken token) {
        return (Optional<T>) Objects.requireNonNull(value(point, token));
    }

    /** The token is a proxy, which asks the present request. */
    @Produces
    @Claim
    static <T> ClaimValue<T> claim(InjectionPoint point, JsonWebToken token) {
        Type type = point.getType();
        Type of = type instanceof ParameterizedType it ? it.getActualTypeArguments()[0] : String.class;
        return new LiveClaim<>(name(point), of, token);
    }

    static @Nullable Object value(InjectionPoint point, JsonWebToken token) {
        KeptIdentity.in(point).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return ClaimShape.of(point.getType(), token.getClaim(name(point)));
    }

    private static String name(InjectionPoint point) {
        Claim claim = point.getQualifiers().stream()
                .filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .findFirst()
                .orElseThrow();
        return claim.standard() == Claims.UNKNOWN
                ? claim.value()
                : claim.standard().name();
    }

    private record LiveClaim<T>(String name, Type type, JsonWebToken token) implements ClaimValue<T> {
        @Override
        public String getName() {
            return name;
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // the specification's ClaimValue is null where there is no claim
        public T getValue() {
            return (T) ClaimShape.of(type, token.getClaim(name));
        }
    }
}
