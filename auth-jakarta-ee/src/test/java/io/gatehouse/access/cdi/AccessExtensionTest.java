package io.gatehouse.access.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.access.AccessRefusedException;
import io.gatehouse.access.RequiresScope;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In Weld, where the container knows the roles; an engine is asked at the same place. */
class AccessExtensionTest {
    @ApplicationScoped
    static class Requests {
        static final AtomicReference<String> ROLE = new AtomicReference<>("");

        @Produces
        HttpServletRequest request() {
            String role = ROLE.get();
            if (role.equals("no request")) {
                throw new ContextNotActiveException();
            }
            return (HttpServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "isUserInRole" -> role.equals(arguments[0]);
                        case "getUserPrincipal" -> role.isEmpty() ? null : (Principal) () -> "somebody";
                        default -> null;
                    });
        }
    }

    interface Api {
        @RolesAllowed("admin")
        String declared();
    }

    @ApplicationScoped
    static class Bean implements Api {
        @Override
        public String declared() {
            return "done";
        }

        @RolesAllowed("user")
        public String user() {
            return "done";
        }

        @PermitAll
        public String open() {
            return "done";
        }

        @RequiresScope("read")
        public String scope() {
            return "done";
        }

        public String silent() {
            return "done";
        }
    }

    @ApplicationScoped
    static class Torn {
        @PermitAll
        @RolesAllowed("user")
        public String torn() {
            return "done";
        }
    }

    private final WeldContainer container = start(Bean.class);

    @AfterEach
    void stop() {
        container.close();
        Requests.ROLE.set("");
    }

    @Test
    void asksOnEveryCall() {
        Bean bean = container.select(Bean.class).get();
        refuses(bean::user, 401);
        refuses(bean::declared, 401);
        Requests.ROLE.set("user");
        assertThat(bean.user()).isEqualTo("done");
        refuses(bean::declared, 403);
        Requests.ROLE.set("admin");
        assertThat(bean.declared()).isEqualTo("done");
    }

    @Test
    void asksNothingWhereNothingIsSaid() {
        Bean bean = container.select(Bean.class).get();
        assertThat(bean.open()).isEqualTo("done");
        assertThat(bean.silent()).isEqualTo("done");
    }

    @Test
    void refusesWhatTheContainerCannotKnow() {
        Requests.ROLE.set("admin");
        refuses(container.select(Bean.class).get()::scope, 500);
    }

    @Test
    void refusesWithoutARequest() {
        Requests.ROLE.set("no request");
        refuses(container.select(Bean.class).get()::user, 401);
        assertThat(container.select(Bean.class).get().open()).isEqualTo("done");
    }

    @Test
    void stopsTheStartOnAContradiction() {
        assertThatThrownBy(() -> start(Torn.class).close()).hasMessageContaining("contradicts itself");
    }

    private static void refuses(Runnable call, int status) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AccessRefusedException.class,
                        e -> assertThat(e.reply().status()).isEqualTo(status));
    }

    private static WeldContainer start(Class<?> bean) {
        return new Weld(bean.getSimpleName() + System.nanoTime())
                .disableDiscovery()
                .addExtension(new AccessExtension())
                .beanClasses(Requests.class, bean)
                .initialize();
    }
}
