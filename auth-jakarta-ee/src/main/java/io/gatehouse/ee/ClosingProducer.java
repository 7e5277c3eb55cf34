package io.gatehouse.ee;

import io.gatehouse.AuthEngine;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Producer;
import java.util.Set;

/** Closes the engine after the application has disposed of it in its own way; closing it twice does nothing. */
final class ClosingProducer implements Producer<AuthEngine> {
    private final Producer<AuthEngine> applications;

    ClosingProducer(Producer<AuthEngine> applications) {
        this.applications = applications;
    }

    @Override
    public AuthEngine produce(CreationalContext<AuthEngine> context) {
        return applications.produce(context);
    }

    @Override
    public void dispose(AuthEngine engine) {
        try {
            applications.dispose(engine);
        } finally {
            engine.close();
        }
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return applications.getInjectionPoints();
    }
}
