package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When settings make the extension add the mechanism. */
final class SettingsExtensionTest {
    private static final Properties NONE = new Properties();

    private static SeContainer start(boolean visible, Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new GatehouseExtension(() -> visible))
                .addBeanClasses(GatehouseExtensionTest.Requests.class)
                .addBeanClasses(beans)
                .initialize();
    }

    private static boolean hasOurs(SeContainer container) {
        GatehouseExtension extension = container.getBeanManager().getExtension(GatehouseExtension.class);
        assertThat(extension.mechanismIsAlone()).isFalse();
        assertThat(container.select(HttpAuthenticationMechanism.class).isResolvable())
                .isEqualTo(extension.mechanismIsOurs());
        return extension.mechanismIsOurs();
    }

    @Test
    void settingsOrTheAnnotationAddIt() {
        try (SeContainer container = start(true)) {
            assertThat(hasOurs(container)).isTrue();
        }
        try (SeContainer container = start(false, Asking.class)) {
            assertThat(hasOurs(container)).isTrue();
        }
        try (SeContainer container = start(false)) {
            assertThat(hasOurs(container)).isFalse();
        }
    }

    @Test
    void theApplicationsOwnWins() {
        try (SeContainer container = start(true, Asking.class, GatehouseExtensionTest.Basic.class)) {
            assertThat(hasOurs(container)).isFalse();
        }
    }

    @Test
    void anEngineBeanIsAskedAndGuarded() {
        try (SeContainer container = start(false, GatehouseExtensionTest.Engine.class)) {
            GatehouseExtension extension = container.getBeanManager().getExtension(GatehouseExtension.class);
            assertThat(extension.mechanismIsAlone()).isTrue();
        }
    }

    @Test
    void propertiesAndTheEnvironmentAreSeen() {
        ClassLoader loader = new URLClassLoader(new URL[0], null);
        Properties system = new Properties();
        system.setProperty("gatehouse.rules.1", "/a = open");
        assertThat(VisibleSettings.areThere(loader, NONE, Map.of("PATH", "x"))).isFalse();
        assertThat(VisibleSettings.areThere(loader, system, Map.of())).isTrue();
        assertThat(VisibleSettings.areThere(loader, NONE, Map.of("GATEHOUSE_RULES_1", "x")))
                .isTrue();
    }

    @Test
    void theFileOfTheApplicationIsSeenAndNoOther(@TempDir Path directory) throws Exception {
        Path classes = Files.createDirectories(directory.resolve("app/WEB-INF/classes"));
        Files.writeString(directory.resolve("gatehouse.properties"), "gatehouse.rules.1 = /a = open");
        Files.writeString(classes.resolve("gatehouse.properties"), "# nothing");
        URL[] urls = {directory.toUri().toURL(), classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            assertThat(VisibleSettings.areThere(loader, NONE, Map.of())).isFalse();
            Files.writeString(classes.resolve("gatehouse.properties"), "gatehouse.rules.1 = /a = open");
            assertThat(VisibleSettings.areThere(loader, NONE, Map.of())).isTrue();
            Files.writeString(classes.resolve("gatehouse.properties"), "misspelt = x");
            assertThat(VisibleSettings.areThere(loader, NONE, Map.of())).isTrue();
        }
    }

    @GatehouseMechanism
    @ApplicationScoped
    static class Asking {}
}
