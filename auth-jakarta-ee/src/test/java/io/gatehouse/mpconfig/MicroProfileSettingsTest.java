package io.gatehouse.mpconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import io.gatehouse.config.SettingSourceProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of MicroProfile Config, as SmallRye implements it. */
final class MicroProfileSettingsTest {
    @TempDir
    Path directory;

    private URLClassLoader application;

    @AfterEach
    void close() throws IOException {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig(application));
        application.close();
    }

    private ClassLoader application(String properties) throws IOException {
        Path file = directory.resolve("META-INF/microprofile-config.properties");
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, properties);
        application = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, MicroProfileSettingsTest.class.getClassLoader());
        return application;
    }

    private SettingSource read(String properties, String... variables) throws IOException {
        return new MicroProfileSettings(Set.of(variables))
                .find(application(properties))
                .orElseThrow();
    }

    @Test
    void takesWhatIsOursAndNothingElse() throws IOException {
        SettingSource source = read("""
                gatehouse.tokens.issuer = https://${host}
                gatehouse.misspelt = x
                host = shop.example
                gatehouses = none
                """);
        assertThat(source.values())
                .containsOnlyKeys("gatehouse.tokens.issuer", "gatehouse.misspelt")
                .containsEntry("gatehouse.tokens.issuer", "https://shop.example");
        assertThat(source.name()).isEqualTo("MicroProfile Config");
        assertThat(source.environment()).isFalse();
    }

    @Test
    void leavesOutNamesThatAreGuessedFromTheEnvironment() throws IOException {
        SettingSource source = read("""
                gatehouse.api.keys.enabled = true
                gatehouse.sessions.enabled = true
                """, "GATEHOUSE_API_KEYS_ENABLED");
        assertThat(source.values()).containsOnlyKeys("gatehouse.sessions.enabled");
    }

    @Test
    void anExpressionThatLeadsNowhereStopsTheStartWithoutShowingTheValue() throws IOException {
        ClassLoader loader = application("gatehouse.tokens.issuer = hidden${nowhere}");
        assertThatThrownBy(() -> new MicroProfileSettings(Set.of()).find(loader))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "gatehouse.tokens.issuer (MicroProfile Config) is empty, or has an expression that leads nowhere.")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void isFoundByTheServiceLoader() throws IOException {
        ClassLoader loader = application("gatehouse.store = memory");
        Optional<SettingSource> found = ServiceLoader.load(SettingSourceProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(it -> it.find(loader).stream())
                .findFirst();
        assertThat(found).map(it -> it.values().get("gatehouse.store")).contains("memory");
    }
}
