package io.gatehouse.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Runs in the container: what an application can have injected. */
@OnServer
final class ServerInjectionIT {
    @Inject
    private Instance<AuthEngine> engines;

    @Inject
    private Instance<HttpAuthenticationMechanism> mechanisms;

    @Inject
    private SecurityContext context;

    @Inject
    private Provider<Optional<Identity>> perhaps;

    @Inject
    private Provider<Identity> identity;

    @Deployment
    static WebArchive application() {
        return EeWar.withMechanism("injection.war", new Secrets().generate())
                .addClasses(OnServer.class, ServerSetup.class);
    }

    @Test
    void hasOneEngineAndOneMechanism() {
        assertSame(engines.get(), engines.get());
        assertNotNull(mechanisms.get());
    }

    @Test
    void hasNobodyInAnOpenRequest() {
        assertEquals(Optional.empty(), perhaps.get());
        assertThrows(IllegalStateException.class, identity::get);
        assertFalse(context.isCallerInRole("admin"));
    }
}
