package io.gatehouse.it.ee.full;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The resources. */
@ApplicationPath("/rest")
public final class EeApi extends Application {
    /** For the container. */
    public EeApi() {}
}
