package io.gatehouse.rest.jersey;

import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;

/** Found by Jersey only. */
public final class JerseyDiscovery implements AutoDiscoverable {
    /** For Jersey. */
    public JerseyDiscovery() {}

    @Override
    public void configure(FeatureContext context) {
        if (!context.getConfiguration().isRegistered(LocatorGuard.class)) {
            context.register(LocatorGuard.class);
        }
    }
}
