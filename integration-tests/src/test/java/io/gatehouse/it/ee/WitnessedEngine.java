package io.gatehouse.it.ee;

import static io.gatehouse.Requirement.anyone;

import io.gatehouse.AuthEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** An engine that leaves a trace when it is closed. */
@ApplicationScoped
public class WitnessedEngine {
    /** The resource with the name of the file. */
    public static final String TRACE = "trace.txt";

    @Produces
    @Singleton
    AuthEngine engine() {
        return AuthEngine.builder()
                .use(new Witness(Path.of(EeStores.resource(TRACE))))
                .protect("/open/*", anyone())
                .build();
    }
}
