package io.gatehouse.mpjwt;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import java.lang.annotation.Annotation;
import java.util.concurrent.atomic.AtomicBoolean;

/** Adds the beans of MicroProfile JWT where its API is; names none of its types itself. */
public final class MpJwtExtension implements Extension {
    private static final String API = "org.eclipse.microprofile.jwt.JsonWebToken";
    private static final String CLAIM = "org.eclipse.microprofile.jwt.Claim";
    private static final String PRODUCER = "io.gatehouse.mpjwt.TokenProducer";
    private static final String JSON_API = "jakarta.json.JsonValue";
    private static final String JSON_PRODUCER = "io.gatehouse.mpjwt.JsonProducer";
    private static final String LOGIN_CONFIG = "org.eclipse.microprofile.auth.LoginConfig";

    private final AtomicBoolean otherImplementation = new AtomicBoolean();

    /** For CDI. */
    public MpJwtExtension() {}

    /** With this annotation an application asks for the server's own implementation, which has the same beans. */
    void note(@Observes ProcessAnnotatedType<?> event) {
        for (Annotation annotation : event.getAnnotatedType().getAnnotations()) {
            if (annotation.annotationType().getName().equals(LOGIN_CONFIG)) {
                otherImplementation.set(true);
            }
        }
    }

    /** Injection points that can't be served, and those that would keep a claim for others, stop the start. */
    void check(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (!otherImplementation.get() && isClaim(point)) {
            ClaimCheck.problem(point).ifPresent(reason -> event.addDefinitionError(new DefinitionException(reason)));
        }
    }

    private static boolean isClaim(InjectionPoint point) {
        return point.getQualifiers().stream()
                .anyMatch(qualifier -> qualifier.annotationType().getName().equals(CLAIM));
    }

    void addProducer(@Observes AfterTypeDiscovery event) throws ClassNotFoundException {
        if (otherImplementation.get()) {
            return;
        }
        if (isThere(API)) {
            add(PRODUCER, event);
            if (isThere(JSON_API)) {
                add(JSON_PRODUCER, event);
            }
        }
    }

    private static void add(String type, AfterTypeDiscovery event) throws ClassNotFoundException {
        event.addAnnotatedType(Class.forName(type, false, MpJwtExtension.class.getClassLoader()), type);
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, MpJwtExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
