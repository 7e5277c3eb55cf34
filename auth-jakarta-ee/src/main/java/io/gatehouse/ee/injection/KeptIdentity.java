package io.gatehouse.ee.injection;

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

/** Finds injection points that would keep the first caller's identity, or a part of it, and show it to all who come later. */
public final class KeptIdentity {
    private KeptIdentity() {}

    /**
     * Whether an injection point may have the identity or a part of it. What a {@code @Dependent} resource is injected into can't be
     * seen here.
     *
     * @param point where it is injected
     * @return why it may not; empty if it may
     */
    public static Optional<String> in(InjectionPoint point) {
        if (isProvider(point.getAnnotated().getBaseType()) || livesForOneRequest(point)) {
            return Optional.empty();
        }
        return Optional.of(point.getMember() + " would keep the identity of its first caller: inject Provider<"
                + shortName(point.getType()) + ">, or make the bean @RequestScoped");
    }

    private static String shortName(Type type) {
        return type.getTypeName().replaceAll("\\w+\\.", "");
    }

    private static boolean isProvider(Type type) {
        return type instanceof ParameterizedType it
                && it.getRawType() instanceof Class<?> raw
                && Provider.class.isAssignableFrom(raw);
    }

    private static boolean livesForOneRequest(InjectionPoint point) {
        Bean<?> bean = point.getBean();
        if (bean != null && !bean.getScope().equals(Dependent.class)) {
            return bean.getScope().equals(RequestScoped.class);
        }
        // the class that declares the field may be a mere ancestor of the bean's
        Class<?> owner = bean == null ? point.getMember().getDeclaringClass() : bean.getBeanClass();
        // JAX-RS 3.1 section 3.1.1: a resource lives for one request unless it says otherwise; an EJB is used again
        return has(owner, "jakarta.ws.rs.Path")
                && !has(owner, "jakarta.ejb.")
                && !has(owner, "jakarta.inject.Singleton");
    }

    private static boolean has(AnnotatedElement owner, String annotation) {
        return Arrays.stream(owner.getAnnotations())
                .anyMatch(it -> it.annotationType().getName().startsWith(annotation));
    }
}
