package io.gatehouse.ee;

import io.gatehouse.AuthEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.util.function.Function;

/** What the extension adds of Jakarta Security; apart from it, since that may be absent. */
final class SecurityTypes {
    private SecurityTypes() {}

    static void add(BeforeBeanDiscovery event) {
        event.addAnnotatedType(Argon2PasswordHash.class, Argon2PasswordHash.class.getName());
    }

    static void addMechanism(AfterBeanDiscovery event, Function<CreationalContext<?>, AuthEngine> engine) {
        add(event, context -> GatehouseAuthenticationMechanism.of(engine.apply(context)));
    }

    static void addMechanismOfSettings(AfterBeanDiscovery event) {
        add(event, context -> GatehouseAuthenticationMechanism.ofSettings());
    }

    private static void add(
            AfterBeanDiscovery event, Function<CreationalContext<?>, HttpAuthenticationMechanism> mechanism) {
        event.<HttpAuthenticationMechanism>addBean()
                .beanClass(GatehouseAuthenticationMechanism.class)
                .types(Object.class, HttpAuthenticationMechanism.class)
                .scope(ApplicationScoped.class)
                .createWith(mechanism::apply);
    }
}
