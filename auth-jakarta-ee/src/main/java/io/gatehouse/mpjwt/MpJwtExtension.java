package io.gatehouse.mpjwt;

import io.gatehouse.ee.injection.KeptIdentity;
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

    /** As for identities: a claim in what lives longer than a request would be the first caller's for ever. */
    void check(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (!otherImplementation.get() && isClaim(point)) {
            KeptIdentity.in(point).ifPresent(reason -> event.addDefinitionError(new DefinitionException(reason)));
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
        ClassLoader loader = MpJwtExtension.class.getClassLoader();
        try {
            Class.forName(API, false, loader);
        } catch (ClassNotFoundException e) {
            return;
        }
        event.addAnnotatedType(Class.forName(PRODUCER, false, loader), PRODUCER);
    }
}
