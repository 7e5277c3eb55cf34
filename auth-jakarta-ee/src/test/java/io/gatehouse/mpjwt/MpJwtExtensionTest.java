package io.gatehouse.mpjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Requirement;
import io.gatehouse.ee.Exchange;
import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.servlet.ServletAdapter;
import io.gatehouse.testkit.DecisionTable.Field;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.MutableClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.servlet.http.HttpServletRequest;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In Weld, with a request that an adapter admits. */
class MpJwtExtensionTest {
    @Dependent
    static class Requests {
        static final AtomicReference<@Nullable HttpServletRequest> PRESENT = new AtomicReference<>();

        @Produces
        HttpServletRequest request() {
            return PRESENT.get();
        }
    }

    @RequestScoped
    static class Bean {
        @Inject
        JsonWebToken token;

        @Inject
        @Claim(standard = Claims.iss)
        String issuer;

        @Inject
        @Claim("exp")
        Long end;

        @Inject
        @Claim("groups")
        Set<String> groups;

        @Inject
        @Claim("missing")
        Optional<String> missing;

        @Inject
        @Claim("custom")
        Optional<Long> custom;

        @Inject
        @Claim("custom")
        String wrongType;

        /** Not bare: Weld would answer its proxy instead, whose fields are empty. */
        Optional<Bean> self() {
            return Optional.of(this);
        }
    }

    @ApplicationScoped
    static class Asking {
        @Inject
        @Claim("sub")
        Provider<Optional<String>> subject;

        Optional<String> subject() {
            return subject.get();
        }
    }

    @ApplicationScoped
    static class Keeping {
        @Inject
        @Claim("sub")
        Optional<String> subject;

        Optional<String> subject() {
            return subject;
        }
    }

    @Dependent
    @LoginConfig(authMethod = "MP-JWT")
    static class Configured {}

    private final MutableClock clock = MutableClock.create();
    private final Instant end = clock.instant().plusSeconds(99);
    private final Identity ada = Identity.of("ada", "bearer", Instant.EPOCH)
            .withRoles(Set.of("admin"))
            .withExpiresAt(end)
            .withAttributes(Map.of("iss", "https://issuer.example", "aud", List.of("app"), "custom", 7L));

    private final WeldContainer container = new Weld("mpjwt" + System.nanoTime())
            .disableDiscovery()
            .addExtension(new MpJwtExtension())
            .beanClasses(Requests.class, Bean.class, Asking.class)
            .initialize();

    private final Exchange exchange = Exchange.of("GET", "/", new Field("X-Token", "ada"));

    @BeforeEach
    void come() {
        Requests.PRESENT.set(exchange.request);
    }

    @AfterEach
    void stop() {
        container.close();
        Requests.PRESENT.set(null);
    }

    private void admit() throws Exception {
        AuthEngine engine = AuthEngine.builder()
                .clock(clock)
                .use(FakeAuthenticator.ofHeader("bearer", "X-Token").with("ada", () -> Outcome.authenticated(ada)))
                .build();
        ServletAdapter.of(engine).admit(exchange.request, exchange.response, Requirement.anyone());
    }

    @Test
    void showsTheCallerAndTheClaims() throws Exception {
        admit();
        Bean bean = inRequest();
        assertThat(bean.token.getName()).isEqualTo("ada");
        assertThat(bean.token.getSubject()).isEqualTo("ada");
        assertThat(bean.token.getGroups()).containsExactly("admin");
        assertThat(bean.token.getAudience()).containsExactly("app");
        assertThat(bean.token.getExpirationTime()).isEqualTo(end.getEpochSecond());
        assertThat(bean.token.getClaimNames()).containsExactly("aud", "custom", "exp", "groups", "iss", "sub");
        assertThat(bean.token.getRawToken()).isNull();
        assertThat(bean.issuer).isEqualTo("https://issuer.example");
        assertThat(bean.end).isEqualTo(end.getEpochSecond());
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
    void isAsOfEachCallAndBelievesNoAttributeOfTheApplication() throws Exception {
        exchange.request.setAttribute(AuthFilter.IDENTITY_ATTRIBUTE, ada);
        JsonWebToken token = inRequest().token;
        assertThat(token.getName()).isNull();
        admit();
        assertThat(token.getName()).isEqualTo("ada");
        assertThat(token.<String>getClaim("sub")).isEqualTo("ada");
        assertThat(token.getClaimNames()).contains("sub");
    }

    @Test
    void givesLongLivedBeansTheClaimsOfEachCall() throws Exception {
        inRequest();
        Asking bean = container.select(Asking.class).get();
        assertThat(bean.subject()).isEmpty();
        admit();
        assertThat(bean.subject()).contains("ada");
    }

    @Test
    void refusesClaimsThatWouldBeKeptForOthers() {
        Weld kept = new Weld("kept" + System.nanoTime())
                .disableDiscovery()
                .addExtension(new MpJwtExtension())
                .beanClasses(Requests.class, Keeping.class);
        assertThatThrownBy(kept::initialize).hasMessageContaining("Provider<Optional<String>>");
    }

    @Test
    void refusesThemAtTheInjectionWhereTheStartDoesNotShowThem() {
        try (WeldContainer other = new Weld("late" + System.nanoTime())
                .disableDiscovery()
                .beanClasses(Requests.class, Keeping.class, TokenProducer.class)
                .initialize()) {
            other.select(RequestContextController.class).get().activate();
            Keeping bean = other.select(Keeping.class).get();
            assertThatThrownBy(bean::subject).hasStackTraceContaining("Provider<Optional<String>>");
        }
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
        return container.select(Bean.class).get().self().orElseThrow();
    }
}
