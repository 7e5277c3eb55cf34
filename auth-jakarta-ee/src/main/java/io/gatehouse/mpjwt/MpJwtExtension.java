package io.gatehouse.mpjwt;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.lang.annotation.Annotation;
import java.util.concurrent.atomic.AtomicBoolean;

/** Adds the beans of MicroProfile JWT where its API is; names none of its types itself. */
public final class MpJwtExtension implements Extension {
    private static final String API = "org.eclipse.microprofile.jwt.JsonWebToken";
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
