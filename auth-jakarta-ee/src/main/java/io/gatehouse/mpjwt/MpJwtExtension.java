package io.gatehouse.mpjwt;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Adds the beans of MicroProfile JWT where its API is; names none of its types itself. */
public final class MpJwtExtension implements Extension {
    private static final String API = "org.eclipse.microprofile.jwt.JsonWebToken";
    private static final String PRODUCER = "io.gatehouse.mpjwt.TokenProducer";

    /** For CDI. */
    public MpJwtExtension() {}

    void addProducer(@Observes BeforeBeanDiscovery event) throws ClassNotFoundException {
        ClassLoader loader = MpJwtExtension.class.getClassLoader();
        try {
            Class.forName(API, false, loader);
        } catch (ClassNotFoundException e) {
            return;
        }
        event.addAnnotatedType(Class.forName(PRODUCER, false, loader), PRODUCER);
    }
}
