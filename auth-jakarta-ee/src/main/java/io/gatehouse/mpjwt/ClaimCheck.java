package io.gatehouse.mpjwt;

import io.gatehouse.ee.injection.KeptIdentity;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Provider;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;

/** What stops the start (MicroProfile JWT 2.1 section 7.1): claims in a type that none is of, with two names, or kept for others. */
final class ClaimCheck {
    private ClaimCheck() {}

    /** What is wrong with an injection point; empty if nothing, or if it is of no claim. */
    static Optional<String> problem(InjectionPoint point) {
        return point.getQualifiers().stream()
                .filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .findFirst()
                .flatMap(claim -> problem(point, claim));
    }

    private static Optional<String> problem(InjectionPoint point, Claim claim) {
        Type type = withoutProvider(point.getType());
        if (!type.equals(ClaimValue.class) && !ClaimShape.isKnown(type)) {
            return Optional.of(
                    "@Claim of " + point.getMember() + " can't be " + type.getTypeName()
                            + ": a claim is a String, Long, Boolean, Set<String> or JsonValue, or a ClaimValue, Optional or Provider of one");
        }
        if (named(claim)
                && claim.standard() != Claims.UNKNOWN
                && !claim.standard().name().equals(claim.value())) {
            return Optional.of("@Claim of " + point.getMember() + " has two names, " + claim.value() + " and "
                    + claim.standard().name() + ": remove one of the two");
        }
        if (!named(claim) && claim.standard() == Claims.UNKNOWN) {
            return Optional.of("@Claim of " + point.getMember() + " has no name: write @Claim(\"…\")");
        }
        return isLive(type) ? Optional.empty() : KeptIdentity.in(point);
    }

    private static boolean named(Claim claim) {
        return !claim.value().isEmpty();
    }

    private static boolean isLive(Type type) {
        return type.equals(ClaimValue.class)
                || (type instanceof ParameterizedType it && it.getRawType().equals(ClaimValue.class));
    }

    private static Type withoutProvider(Type type) {
        return type instanceof ParameterizedType it
                        && it.getRawType() instanceof Class<?> raw
                        && Provider.class.isAssignableFrom(raw)
                ? it.getActualTypeArguments()[0]
                : type;
    }
}
