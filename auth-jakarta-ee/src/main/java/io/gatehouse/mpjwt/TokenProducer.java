package io.gatehouse.mpjwt;

import io.gatehouse.ee.injection.KeptIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes the token and its claims injectable, as of the present request. A claim that is not there, or of another type, is null or
 * empty. Claims are looked up once, when their bean is made: hence the check of who asks.
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
        return value(point, token, String.class);
    }

    @Produces
    @Claim
    static @Nullable Long number(InjectionPoint point, JsonWebToken token) {
        return value(point, token, Long.class);
    }

    @Produces
    @Claim
    static @Nullable Boolean truth(InjectionPoint point, JsonWebToken token) {
        return value(point, token, Boolean.class);
    }

    @Produces
    @Claim
    @SuppressWarnings("unchecked") // groups and aud are the claims that are sets, both of texts
    static @Nullable Set<String> texts(InjectionPoint point, JsonWebToken token) {
        return (Set<String>) value(point, token, Set.class);
    }

    @Produces
    @Claim
    static Optional<String> optionalText(InjectionPoint point, JsonWebToken token) {
        return Optional.ofNullable(value(point, token, String.class));
    }

    @Produces
    @Claim
    static Optional<Long> optionalNumber(InjectionPoint point, JsonWebToken token) {
        return Optional.ofNullable(value(point, token, Long.class));
    }

    private static <T> @Nullable T value(InjectionPoint point, JsonWebToken token, Class<T> type) {
        KeptIdentity.in(point).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        Claim claim = point.getQualifiers().stream()
                .filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .findFirst()
                .orElseThrow();
        String name = claim.standard() == Claims.UNKNOWN
                ? claim.value()
                : claim.standard().name();
        Object value = token.getClaim(name);
        return type.isInstance(value) ? type.cast(value) : null;
    }
}
