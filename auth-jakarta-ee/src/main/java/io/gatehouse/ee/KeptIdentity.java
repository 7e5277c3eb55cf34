package io.gatehouse.ee;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds injection points that would keep the first caller's identity and show it to all who come later. */
final class KeptIdentity {
    private KeptIdentity() {}

    /** Why an injection point may not have an identity; empty if it may. */
    static Optional<String> in(InjectionPoint point) {
        if (isProvider(point.getAnnotated().getBaseType()) || livesForOneRequest(point.getBean(), owner(point))) {
            return Optional.empty();
        }
        return Optional.of(point.getMember() + " would keep the identity of its first caller: inject"
                + " Provider<Identity>, or make the bean @RequestScoped");
    }

    private static boolean isProvider(Type type) {
        return type instanceof ParameterizedType it
                && it.getRawType() instanceof Class<?> raw
                && Provider.class.isAssignableFrom(raw);
    }

    private static boolean livesForOneRequest(@Nullable Bean<?> bean, Class<?> owner) {
        if (bean != null && !bean.getScope().equals(Dependent.class)) {
            return bean.getScope().equals(RequestScoped.class);
        }
        // JAX-RS 3.1 section 3.1.1: a resource lives for one request unless it says otherwise; an EJB is used again
        return has(owner, "jakarta.ws.rs.Path")
                && !has(owner, "jakarta.ejb.")
                && !has(owner, "jakarta.inject.Singleton");
    }

    private static Class<?> owner(InjectionPoint point) {
        return point.getMember().getDeclaringClass();
    }

    private static boolean has(AnnotatedElement owner, String annotation) {
        return Arrays.stream(owner.getAnnotations())
                .anyMatch(it -> it.annotationType().getName().startsWith(annotation));
    }
}
