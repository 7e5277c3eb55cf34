package io.gatehouse.access.cdi;

import io.gatehouse.access.AccessRules;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Puts the interceptor on beans whose class or methods say who may call them, themselves or by what they inherit. Contradictions stop
 * the start.
 */
public final class AccessExtension implements Extension {
    private static final String OURS = AccessRules.class.getPackageName() + ".";

    private final AccessRules rules = new AccessRules();

    /** For CDI. */
    public AccessExtension() {}

    void addInterceptor(@Observes BeforeBeanDiscovery event) {
        event.addInterceptorBinding(Guarded.class);
        event.addAnnotatedType(AccessInterceptor.class, AccessInterceptor.class.getName());
    }

    <T> void guard(@Observes ProcessAnnotatedType<T> event) {
        AnnotatedType<T> bean = event.getAnnotatedType();
        Class<T> type = bean.getJavaClass();
        if (type.isInterface() || isResource(type) || isContainersOwn(type) || !isGuarded(type)) {
            return;
        }
        event.configureAnnotatedType().add(Guarded.Literal.INSTANCE);
    }

    AccessRules rules() {
        return rules;
    }

    private boolean isGuarded(Class<?> type) {
        boolean guarded = AccessRules.of(type).isPresent();
        for (Class<?> next = type; next != null && next != Object.class; next = next.getSuperclass()) {
            for (Method method : next.getDeclaredMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()) {
                    guarded |= rules.of(type, method).isPresent();
                }
            }
        }
        return guarded;
    }

    /** The container asks roles of EJBs itself, and knows of {@code @RunAs}, timers and messages; words of ours are asked here. */
    private static boolean isContainersOwn(Class<?> type) {
        return hasAny(type.getAnnotations(), "jakarta.ejb.") && !hasOurs(type);
    }

    private static boolean hasOurs(Class<?> type) {
        boolean ours = hasAny(type.getAnnotations(), OURS);
        for (Method method : type.getDeclaredMethods()) {
            ours |= hasAny(method.getAnnotations(), OURS);
        }
        for (Class<?> implemented : type.getInterfaces()) {
            ours |= hasOurs(implemented);
        }
        Class<?> parent = type.getSuperclass();
        return ours || (parent != null && hasOurs(parent));
    }

    private static boolean hasAny(Annotation[] annotations, String prefix) {
        for (Annotation annotation : annotations) {
            if (annotation.annotationType().getName().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** JAX-RS asks a filter, and may use classes that no interceptor can be put on. */
    private static boolean isResource(Class<?> type) {
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            if (hasPath(next)) {
                return true;
            }
            for (Class<?> implemented : next.getInterfaces()) {
                if (hasPath(implemented)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By name: CDI is found without JAX-RS too. */
    private static boolean hasPath(Class<?> type) {
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            if (annotation.annotationType().getName().equals("jakarta.ws.rs.Path")) {
                return true;
            }
        }
        return false;
    }
}
