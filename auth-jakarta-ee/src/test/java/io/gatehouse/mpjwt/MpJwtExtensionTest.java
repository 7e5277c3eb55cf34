package io.gatehouse.mpjwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Identity;
import io.gatehouse.servlet.AuthFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In Weld, with the request attribute that the adapters set. */
class MpJwtExtensionTest {
    @Dependent
    static class Requests {
        static final AtomicReference<@Nullable Identity> CALLER = new AtomicReference<>();

        @Produces
        HttpServletRequest request() {
            return (HttpServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, arguments) -> method.getName().equals("getAttribute")
                                    && AuthFilter.IDENTITY_ATTRIBUTE.equals(arguments[0])
                            ? CALLER.get()
                            : null);
        }
    }

    @Dependent
    static class Bean {
        final JsonWebToken token;
        final @Nullable String issuer;
        final @Nullable Long end;
        final @Nullable Set<String> groups;
        final Optional<String> missing;
        final Optional<Long> custom;
        final @Nullable String wrongType;

        @Inject
        Bean(
                JsonWebToken token,
                @Claim(standard = Claims.iss) @Nullable String issuer,
                @Claim("exp") @Nullable Long end,
                @Claim("groups") @Nullable Set<String> groups,
                @Claim("missing") Optional<String> missing,
                @Claim("custom") Optional<Long> custom,
                @Claim("custom") @Nullable String wrongType) {
            this.token = token;
            this.issuer = issuer;
            this.end = end;
            this.groups = groups;
            this.missing = missing;
            this.custom = custom;
            this.wrongType = wrongType;
        }
    }

    @Dependent
    @LoginConfig(authMethod = "MP-JWT")
    static class Configured {}

    private final WeldContainer container = new Weld("mpjwt" + System.nanoTime())
            .disableDiscovery()
            .addExtension(new MpJwtExtension())
            .beanClasses(Requests.class, Bean.class)
            .initialize();

    @AfterEach
    void stop() {
        container.close();
        Requests.CALLER.set(null);
    }

    @Test
    void showsTheCallerAndTheClaims() {
        Requests.CALLER.set(Identity.of("ada", "bearer", Instant.EPOCH)
                .withRoles(Set.of("admin"))
                .withExpiresAt(Instant.ofEpochSecond(99))
                .withAttributes(Map.of("iss", "https://issuer.example", "aud", List.of("app"), "custom", 7L)));
        Bean bean = inRequest();
        assertThat(bean.token.getName()).isEqualTo("ada");
        assertThat(bean.token.getSubject()).isEqualTo("ada");
        assertThat(bean.token.getGroups()).containsExactly("admin");
        assertThat(bean.token.getAudience()).containsExactly("app");
        assertThat(bean.token.getExpirationTime()).isEqualTo(99);
        assertThat(bean.token.getClaimNames()).containsExactly("aud", "custom", "exp", "groups", "iss", "sub");
        assertThat(bean.token.getRawToken()).isNull();
        assertThat(bean.issuer).isEqualTo("https://issuer.example");
        assertThat(bean.end).isEqualTo(99L);
        assertThat(bean.groups).containsExactly("admin");
        assertThat(bean.missing).isEmpty();
        assertThat(bean.custom).contains(7L);
        assertThat(bean.wrongType).isNull();
    }

    @Test
    void showsNobody() {
        Bean bean = inRequest();
        assertThat(bean.token.getName()).isNull();
        assertThat(bean.token.getClaimNames()).isNull();
        assertThat(bean.groups).isNull();
        assertThat(bean.custom).isEmpty();
    }

    @Test
    void leavesApplicationsWithAnotherImplementationAlone() {
        try (WeldContainer other = new Weld("other" + System.nanoTime())
                .disableDiscovery()
                .addExtension(new MpJwtExtension())
                .beanClasses(Requests.class, Configured.class)
                .initialize()) {
            assertThat(other.select(JsonWebToken.class).isUnsatisfied()).isTrue();
        }
        assertThat(container.select(JsonWebToken.class).isResolvable()).isTrue();
    }

    private Bean inRequest() {
        container.select(RequestContextController.class).get().activate();
        return container.select(Bean.class).get();
    }
}
