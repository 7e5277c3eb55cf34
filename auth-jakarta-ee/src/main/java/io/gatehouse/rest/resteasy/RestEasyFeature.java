package io.gatehouse.rest.resteasy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jspecify.annotations.Nullable;

/** Found by RESTEasy only. */
public final class RestEasyFeature implements Feature {
    @Context
    private @Nullable HttpServletRequest request;

    /** For RESTEasy. */
    public RestEasyFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration() instanceof ResteasyProviderFactory factory
                && !(factory.getInjectorFactory() instanceof GuardingInjectors)) {
            factory.setInjectorFactory(new GuardingInjectors(factory.getInjectorFactory(), request));
        }
        return true;
    }
}
