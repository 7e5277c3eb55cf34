package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.testkit.DecisionTable.Field;
import io.gatehouse.testkit.DecisionWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the extension does in a container, and what it refuses to start with. */
final class GatehouseExtensionTest {
    private static SeContainer start(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new GatehouseExtension())
                .addBeanClasses(Requests.class)
                .addBeanClasses(beans)
                .initialize();
    }

    private static GatehouseExtension extension(SeContainer container) {
        return container.getBeanManager().getExtension(GatehouseExtension.class);
    }

    @Nested
    final class Mechanism {
        @Test
        void isAddedWhereThereIsAnEngine() throws Exception {
            try (SeContainer container = start(Engine.class)) {
                HttpAuthenticationMechanism mechanism =
                        container.select(HttpAuthenticationMechanism.class).get();
                Exchange exchange = Exchange.of("GET", "/unlisted");
                new FakeContainer(exchange).run(mechanism);
                assertThat(exchange.status()).isEqualTo(401);
            }
        }

        @Test
        void isKnownToBeOursOnceTheContainerHasStarted() {
            try (SeContainer container = start(Engine.class)) {
                assertThat(extension(container).mechanismIsOurs()).isTrue();
                assertThat(extension(container).warning()).isEmpty();
            }
            try (SeContainer container = start(Engine.class, OwnMechanism.class)) {
                assertThat(extension(container).mechanismIsOurs()).isFalse();
            }
        }

        @Test
        void thatIsMissingForWantOfAnEngineIsWarnedOf() {
            try (SeContainer container = start()) {
                assertThat(extension(container).mechanismIsOurs()).isFalse();
                assertThat(extension(container).warning())
                        .hasValueSatisfying(warning -> assertThat(warning).contains("AuthEngine", "beans.xml"));
            }
        }

        @Test
        void ofTheApplicationsOwnIsWarnedOfWhereThereIsAnEngine() {
            for (Class<?> other : List.of(OwnMechanism.class, Basic.class)) {
                try (SeContainer container = start(Engine.class, other)) {
                    assertThat(extension(container).warning())
                            .hasValueSatisfying(
                                    warning -> assertThat(warning).contains(other.getSimpleName(), "are not asked"));
                }
            }
            try (SeContainer container = start(OwnMechanism.class)) {
                assertThat(extension(container).warning()).isEmpty();
            }
        }

        @Test
        void isNotAddedWithoutAnEngine() {
            try (SeContainer container = start()) {
                assertThat(container.select(HttpAuthenticationMechanism.class).isUnsatisfied())
                        .isTrue();
            }
        }

        @Test
        void leavesTheApplicationsOwnAlone() {
            try (SeContainer container = start(Engine.class, OwnMechanism.class)) {
                assertThat(container.select(HttpAuthenticationMechanism.class).isResolvable())
                        .isTrue();
                assertThat(container.select(OwnMechanism.class).isResolvable()).isTrue();
            }
        }

        @Test
        void leavesOneThatIsDefinedByAnAnnotationAlone() {
            try (SeContainer container = start(Engine.class, Basic.class)) {
                assertThat(container.select(HttpAuthenticationMechanism.class).isUnsatisfied())
                        .isTrue();
            }
        }

        @Test
        void canBeMadeByHand() {
            try (SeContainer container = start(Engine.class, ByHand.class)) {
                assertThat(container.select(HttpAuthenticationMechanism.class).isResolvable())
                        .isTrue();
            }
        }
    }

    @Nested
    final class Engines {
        @Test
        void areClosedWithTheApplication() {
            AtomicInteger closed;
            try (SeContainer container = start(Engine.class)) {
                container.select(AuthEngine.class).get();
                closed = container.select(Engine.class).get().closed;
                assertThat(closed).hasValue(0);
            }
            assertThat(closed).hasValue(1);
        }

        @Test
        void thatEveryoneWouldGetAnotherOfStopTheStart() {
            assertThatThrownBy(() -> start(DependentEngine.class)).hasMessageContaining("Singleton, not @Dependent");
        }
    }

    @Nested
    final class Identities {
        private final Exchange exchange = Exchange.of("GET", "/open/a", new Field(DecisionWiring.TOKEN_HEADER, "ada"));

        @Test
        void areInjectedIntoWhatLivesForOneRequest() throws Exception {
            try (SeContainer container = start(Engine.class, PerRequest.class, Kept.class, Work.class)) {
                container.select(Requests.class).get().present = exchange.request;
                Work work = container.select(Work.class).get();
                assertThat(work.seen()).isEqualTo("Optional.empty");
                new FakeContainer(exchange)
                        .run(container.select(HttpAuthenticationMechanism.class).get());
                assertThat(work.seen()).isEqualTo("Optional[Identity[ada by token]]Identity[ada by token]");
                assertThat(container.select(Kept.class).get().identity().subject())
                        .isEqualTo("ada");
            }
        }

        @Test
        void ofNobodyAreNone() {
            try (SeContainer container = start(Engine.class, Kept.class)) {
                container.select(Requests.class).get().present = exchange.request;
                Kept kept = container.select(Kept.class).get();
                assertThatThrownBy(() -> kept.identity()).hasMessageContaining("nobody is signed in");
            }
        }

        @Test
        void thatWouldBeKeptForOthersStopTheStart() {
            assertThatThrownBy(() -> start(Engine.class, Keeping.class)).hasMessageContaining("Provider<Identity>");
            assertThatThrownBy(() -> start(Engine.class, KeepingOptional.class))
                    .hasMessageContaining("Provider<Optional<Identity>>");
        }

        @Test
        void thatTheHeirOfAResourceWouldKeepStopTheStart() {
            try (SeContainer container = start(Engine.class, Resource.class)) {
                container.select(Requests.class).get().present = exchange.request;
                assertThat(container.select(Resource.class).get().identity).isEmpty();
            }
            assertThatThrownBy(() -> start(Engine.class, ResourcesHeir.class))
                    .hasMessageContaining("Provider<Optional<Identity>>");
        }

        @Test
        void thatADependentBeanWouldKeepStopTheStart() {
            assertThatThrownBy(() -> start(Engine.class, DependentKeeping.class))
                    .hasMessageContaining("Provider<Identity>");
        }
    }

    @Path("/")
    static class Resource {
        @Inject
        Optional<Identity> identity;
    }

    @Dependent
    static class ResourcesHeir extends Resource {}

    @Singleton
    static class Requests {
        HttpServletRequest present;

        @Produces
        @Dependent
        HttpServletRequest request() {
            return present;
        }
    }

    @Singleton
    static class Engine {
        final AtomicInteger closed = new AtomicInteger();

        @Produces
        @Singleton
        AuthEngine engine() {
            return new DecisionWiring().builder().use(new Closing(closed)).build();
        }
    }

    static class DependentEngine {
        @Produces
        AuthEngine engine() {
            return new DecisionWiring().builder().build();
        }
    }

    static class ByHand {
        @Produces
        @ApplicationScoped
        HttpAuthenticationMechanism mechanism(AuthEngine engine) {
            return GatehouseAuthenticationMechanism.of(engine);
        }
    }

    @BasicAuthenticationMechanismDefinition
    @ApplicationScoped
    static class Basic {}

    @RequestScoped
    static class PerRequest {
        @Inject
        Optional<Identity> perhaps;

        @Inject
        Provider<Identity> surely;

        String seen() {
            return perhaps + (perhaps.isPresent() ? surely.get().toString() : "");
        }
    }

    @Singleton
    static class Work {
        @Inject
        PerRequest bean;

        @ActivateRequestContext
        String seen() {
            return bean.seen();
        }
    }

    @ApplicationScoped
    static class Kept {
        @Inject
        Provider<Identity> identity;

        Identity identity() {
            return identity.get();
        }
    }

    @ApplicationScoped
    static class Keeping {
        @Inject
        Identity identity;
    }

    @Singleton
    static class KeepingOptional {
        @Inject
        Optional<Identity> identity;
    }

    @Dependent
    static class DependentKeeping {
        @Inject
        Identity identity;
    }

    record Closing(AtomicInteger closed) implements AuthFeature {
        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
