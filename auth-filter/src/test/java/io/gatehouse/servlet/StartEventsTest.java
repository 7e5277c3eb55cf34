package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import io.gatehouse.testkit.TraceLog;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** That an application starts by its settings, or does not, is told. */
class StartEventsTest {
    private static final String SECRET = "a secret that is long enough = for a password";

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "gatehouse.store", "memory",
            "gatehouse.sessions.enabled", "true",
            "gatehouse.login.enabled", "true",
            "gatehouse.accounts.ada.email", "ada@example.com",
            "gatehouse.accounts.ada.password", "env:ADA_PASSWORD",
            "gatehouse.rules.1", "/api/** = session"));

    @Test
    void aStartIsToldWithWhatIsProtected() {
        try (TraceLog log = TraceLog.open(Level.INFO)) {
            start().destroy();
            assertThat(log.text().lines().filter(line -> line.contains("event=")))
                    .singleElement()
                    .asString()
                    .contains("INFO io.gatehouse.audit - event=STARTED", "reason=\"", "store: memory")
                    .doesNotContain("requestId=", "subject=");
            assertThat(log.text()).doesNotContain(SECRET);
        }
    }

    @Test
    void aRefusedStartIsToldWithWhatIsWrong() {
        // Where the name of its place belongs
        settings.put("gatehouse.audit.key", SECRET);
        settings.put("gatehouse.nonsense", "1");
        try (TraceLog log = TraceLog.open(Level.INFO)) {
            assertThatThrownBy(this::start).isInstanceOf(ConfigurationException.class);
            assertThat(log.text().lines().filter(line -> line.contains("event=")))
                    .singleElement()
                    .asString()
                    .contains(
                            "ERROR io.gatehouse.audit - event=START_REFUSED",
                            "gatehouse.nonsense",
                            "gatehouse.audit.key");
            assertThat(log.text()).doesNotContain(SECRET);
        }
    }

    private AuthFilter start() {
        return ConfiguredFilter.of(
                context(), List.of(SettingSource.of("test", settings)), Map.of("ADA_PASSWORD", SECRET));
    }

    /** What a start asks of a container. */
    private static ServletContext context() {
        ClassLoader loader = StartEventsTest.class.getClassLoader();
        return (ServletContext) Proxy.newProxyInstance(
                loader,
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> method.getName().equals("getClassLoader") ? loader : null);
    }
}
