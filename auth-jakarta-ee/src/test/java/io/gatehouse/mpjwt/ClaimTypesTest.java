package io.gatehouse.mpjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Requirement;
import io.gatehouse.ee.Exchange;
import io.gatehouse.servlet.ServletAdapter;
import io.gatehouse.testkit.DecisionTable.Field;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.MutableClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The types that claims are injected in (MicroProfile JWT 2.1 section 7.1). */
class ClaimTypesTest {
    private final MutableClock clock = MutableClock.create();
    private final Identity ada = Identity.of("ada", "bearer", Instant.EPOCH)
            .withRoles(Set.of("admin"))
            .withAttributes(Map.of(
                    "n", 7L, "half", 0.5, "yes", true, "list", List.of("a", 1L), "map", Map.of("k", List.of(true))));

    private final Exchange exchange = Exchange.of("GET", "/", new Field("X-Token", "ada"));
    private WeldContainer container;

    private void start(Class<?>... beans) {
        MpJwtExtensionTest.Requests.PRESENT.set(exchange.request);
        container = new Weld("claims" + System.nanoTime())
                .disableDiscovery()
                .addExtension(new MpJwtExtension())
                .beanClasses(beans)
                .addBeanClass(MpJwtExtensionTest.Requests.class)
                .initialize();
        container.select(RequestContextController.class).get().activate();
    }

    private void admit() throws Exception {
        AuthEngine engine = AuthEngine.builder()
                .clock(clock)
                .use(FakeAuthenticator.ofHeader("bearer", "X-Token").with("ada", () -> Outcome.authenticated(ada)))
                .build();
        ServletAdapter.of(engine).admit(exchange.request, exchange.response, Requirement.anyone());
    }

    @AfterEach
    void stop() {
        if (container != null) {
            container.close();
        }
        MpJwtExtensionTest.Requests.PRESENT.set(null);
    }

    @Test
    void areThoseOfTheSpecification() throws Exception {
        start(Json.class, Plain.class);
        admit();
        Json json = container.select(Json.class).get().self().orElseThrow();
        assertThat(json.subject.getString()).isEqualTo("ada");
        assertThat(json.number.longValue()).isEqualTo(7);
        assertThat(json.half).contains(jakarta.json.Json.createValue(new java.math.BigDecimal("0.5")));
        assertThat(json.list).hasToString("[\"a\",1]");
        assertThat(json.map).hasToString("{\"k\":[true]}");
        assertThat(json.yes).isEqualTo(JsonValue.TRUE);
        assertThat(json.groups.get()).hasToString("[\"admin\"]");
        assertThat(json.wrong).isNull();
        Plain plain = container.select(Plain.class).get().self().orElseThrow();
        assertThat(plain.yes).isTrue();
        assertThat(plain.groups).contains(Set.of("admin"));
        assertThat(plain.number.getName()).isEqualTo("n");
        assertThat(plain.number.getValue()).isEqualTo(7L);
        assertThat(plain.missing.getValue()).isEmpty();
        assertThat(plain.json.getValue()).hasToString("7");
        assertThat(plain.provided.get().getValue()).isEqualTo("ada");
    }

    @Test
    void thatAreLiveMayBeKept() throws Exception {
        start(Keeping.class);
        Keeping bean = container.select(Keeping.class).get();
        assertThat(bean.subject()).isEmpty();
        admit();
        assertThat(bean.subject()).contains("ada");
    }

    @Test
    void ofOtherKindsStopTheStart() {
        assertThatThrownBy(() -> start(OfInteger.class)).hasMessageContaining("can't be java.lang.Integer");
        assertThatThrownBy(() -> start(OfIntegers.class)).hasMessageContaining("java.util.Set<java.lang.Integer>");
        assertThatThrownBy(() -> start(Nameless.class)).hasMessageContaining("has no name");
        assertThatThrownBy(() -> start(TwoNames.class)).hasMessageContaining("two names, sub and iss");
        assertThatThrownBy(() -> start(KeepingJson.class)).hasMessageContaining("Provider<JsonString>");
    }

    @RequestScoped
    static class Json {
        @Inject
        @Claim(standard = Claims.sub)
        JsonString subject;

        @Inject
        @Claim("n")
        JsonNumber number;

        @Inject
        @Claim("half")
        Optional<JsonNumber> half;

        @Inject
        @Claim("list")
        JsonArray list;

        @Inject
        @Claim("map")
        JsonObject map;

        @Inject
        @Claim("yes")
        JsonValue yes;

        @Inject
        @Claim("groups")
        Provider<JsonArray> groups;

        @Inject
        @Claim("n")
        JsonString wrong;

        Optional<Json> self() {
            return Optional.of(this);
        }
    }

    @RequestScoped
    static class Plain {
        @Inject
        @Claim("yes")
        Boolean yes;

        @Inject
        @Claim(value = "groups", standard = Claims.groups)
        Optional<Set<String>> groups;

        @Inject
        @Claim("n")
        ClaimValue<Long> number;

        @Inject
        @Claim("missing")
        ClaimValue<Optional<String>> missing;

        @Inject
        @Claim("n")
        ClaimValue<JsonNumber> json;

        @Inject
        @Claim("sub")
        Provider<ClaimValue<String>> provided;

        Optional<Plain> self() {
            return Optional.of(this);
        }
    }

    @ApplicationScoped
    static class Keeping {
        @Inject
        @Claim("sub")
        ClaimValue<Optional<String>> subject;

        Optional<String> subject() {
            return subject.getValue();
        }
    }

    @RequestScoped
    static class OfInteger {
        @Inject
        @Claim("n")
        Integer number;
    }

    @RequestScoped
    static class OfIntegers {
        @Inject
        @Claim("n")
        Set<Integer> numbers;
    }

    @RequestScoped
    static class Nameless {
        @Inject
        @Claim
        String text;
    }

    @RequestScoped
    static class TwoNames {
        @Inject
        @Claim(value = "sub", standard = Claims.iss)
        String text;
    }

    @ApplicationScoped
    static class KeepingJson {
        @Inject
        @Claim("sub")
        JsonString subject;
    }
}
