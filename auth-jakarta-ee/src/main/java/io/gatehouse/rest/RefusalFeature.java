package io.gatehouse.rest;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** Registers {@link RefusalMapper}. Found by JAX-RS itself (REST 3.1 section 4.1.2). */
public final class RefusalFeature implements Feature {
    /** For JAX-RS. */
    public RefusalFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        context.register(RefusalMapper.class);
        return true;
    }
}
