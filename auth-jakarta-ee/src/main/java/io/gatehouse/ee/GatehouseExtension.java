package io.gatehouse.ee;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import io.gatehouse.ee.injection.KeptIdentity;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessProducer;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an engine the authentication mechanism of a Jakarta EE application that has a bean of type {@link AuthEngine}, or settings: registers
 * {@link GatehouseAuthenticationMechanism}, unless the application has a mechanism of its own. Closes the engine when its bean is
 * destroyed. Makes {@link Identity} injectable. Found by the container; nothing needs to be done. With neither it registers nothing.
 *
 * <p>Settings are those that can be seen before the application has started: system properties, the environment, {@code
 * WEB-INF/classes/gatehouse.properties} and {@link GatehouseMechanism}. The engine is that of the filter which settings register; for others
 * than these there is that filter only.
 *
 * <p>The engine's producer must be {@code @Singleton} ({@code jakarta.inject}): an engine is final, so that no container can make a
 * proxy for another scope, and with a new one for each injection point revocations and throttling would fall apart. Anything else
 * stops the start.
 */
public final class GatehouseExtension implements Extension {
    private static final Logger LOG = LoggerFactory.getLogger(GatehouseExtension.class);
    private static final String MECHANISM =
            "jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism";

    private final Set<Bean<?>> engines = new HashSet<>();
    private final Map<String, Set<Bean<?>>> named = new HashMap<>();
    private final List<String> mechanisms = new ArrayList<>();
    private final AtomicBoolean settings = new AtomicBoolean();
    private final AtomicBoolean mechanismIsOurs = new AtomicBoolean();
    private final BooleanSupplier visibleSettings;

    /** For the container. */
    public GatehouseExtension() {
        this(VisibleSettings::areThere);
    }

    GatehouseExtension(BooleanSupplier visibleSettings) {
        this.visibleSettings = visibleSettings;
    }

    void addTypes(@Observes BeforeBeanDiscovery event) {
        event.addAnnotatedType(IdentityProducer.class, IdentityProducer.class.getName());
        if (hasJakartaSecurity()) {
            SecurityTypes.add(event);
        }
    }

    void ask(@Observes @WithAnnotations(GatehouseMechanism.class) ProcessAnnotatedType<?> event) {
        if (event.getAnnotatedType().isAnnotationPresent(GatehouseMechanism.class)) {
            settings.set(true);
        }
    }

    void closeEngine(@Observes ProcessProducer<?, AuthEngine> event) {
        event.setProducer(new ClosingProducer(event.getProducer()));
    }

    void note(@Observes ProcessBean<?> event) {
        if (mechanismIsOurs.get()) {
            return; // all that comes now was added by extensions, such as the mechanism itself
        }
        Bean<?> bean = event.getBean();
        if (bean.getName() != null) {
            named.computeIfAbsent(bean.getName(), name -> new HashSet<>()).add(bean);
        }
        if (bean.getTypes().contains(AuthEngine.class)) {
            engines.add(bean);
            if (!bean.getScope().equals(Singleton.class)) {
                event.addDefinitionError(new DefinitionException(
                        "the AuthEngine of " + event.getAnnotated() + " must be @jakarta.inject.Singleton, not @"
                                + bean.getScope().getSimpleName()));
            }
        }
        if (hasType(bean, MECHANISM) || definesMechanism(event.getAnnotated())) {
            mechanisms.add(String.valueOf(event.getAnnotated()));
        }
    }

    void check(@Observes ProcessInjectionPoint<?, Identity> event) {
        KeptIdentity.in(event.getInjectionPoint())
                .ifPresent(reason -> event.addDefinitionError(new DefinitionException(reason)));
    }

    void checkOptional(@Observes ProcessInjectionPoint<?, Optional<Identity>> event) {
        KeptIdentity.in(event.getInjectionPoint())
                .ifPresent(reason -> event.addDefinitionError(new DefinitionException(reason)));
    }

    void register(@Observes AfterBeanDiscovery event, BeanManager manager) {
        if (!mechanisms.isEmpty() || !hasJakartaSecurity()) {
            return;
        }
        if (!engines.isEmpty()) {
            mechanismIsOurs.set(true);
            SecurityTypes.addMechanism(event, context -> engine(manager, context));
        } else if (settings.get() || visibleSettings.getAsBoolean()) {
            mechanismIsOurs.set(true);
            SecurityTypes.addMechanismOfSettings(event);
        }
    }

    void warn(@Observes AfterDeploymentValidation event) {
        warning().ifPresent(LOG::warn);
    }

    /** What leaves the application open although the library is there; empty if nothing does. */
    Optional<String> warning() {
        if (mechanismIsOurs.get() || !hasJakartaSecurity()) {
            return Optional.empty();
        }
        if (mechanisms.isEmpty()) {
            return Optional.of(
                    "No bean of type AuthEngine was found, so no authentication mechanism is added and none of its"
                            + " rules holds: produce one as @jakarta.inject.Singleton, in a class with a scope such as"
                            + " @ApplicationScoped, and put a WEB-INF/beans.xml into the WAR. All is well if a filter is used, of"
                            + " code or of settings; with @GatehouseMechanism on a bean the container knows the caller of settings too");
        }
        return engines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The application has an authentication mechanism of its own, " + mechanisms + ": no other is"
                                + " added, and the rules of its AuthEngine are not asked, unless that mechanism is a"
                                + " GatehouseAuthenticationMechanism");
    }

    /** The application's beans that have names. */
    Map<String, Set<Bean<?>>> named() {
        return Collections.unmodifiableMap(named);
    }

    /** Whether this has added the mechanism. */
    boolean mechanismIsOurs() {
        return mechanismIsOurs.get();
    }

    /** Whether nothing but the mechanism protects the application: settings have a filter besides. */
    boolean mechanismIsAlone() {
        return mechanismIsOurs.get() && !engines.isEmpty();
    }

    /** By the beans that were seen: those of the application need not be visible to a library's. */
    private AuthEngine engine(BeanManager manager, CreationalContext<?> context) {
        return (AuthEngine) manager.getReference(manager.resolve(engines), AuthEngine.class, context);
    }

    /** Annotations such as {@code BasicAuthenticationMechanismDefinition}, of the standard and of servers; MicroProfile JWT's. */
    private static boolean definesMechanism(@Nullable Annotated annotated) {
        return annotated != null
                && annotated.getAnnotations().stream()
                        .map(annotation -> annotation.annotationType().getName())
                        .anyMatch(name -> name.contains("AuthenticationMechanismDefinition")
                                || name.endsWith("AuthenticationDefinition")
                                || name.equals("org.eclipse.microprofile.auth.LoginConfig"));
    }

    private static boolean hasType(Bean<?> bean, String name) {
        return bean.getTypes().stream().map(Type::getTypeName).anyMatch(name::equals);
    }

    /** A plain servlet container with CDI may have none. */
    private static boolean hasJakartaSecurity() {
        try {
            Class.forName(MECHANISM, false, GatehouseExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
