package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.ConfigurationException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the text of an annotation. */
final class AnnotationSettingsTest {
    private final Map<String, String> configured =
            Map.of("shop.audience", "shop", "shop.evil", "a\ngatehouse.insecure-allow-plain-http = true");

    @BeforeEach
    void configure() {
        ConfigProviderResolver.setInstance(new Resolver(configured));
    }

    @AfterEach
    void forget() {
        ConfigProviderResolver.setInstance(null);
    }

    private static Map<String, String> values(Class<?> type) {
        return AnnotationSettings.of(type).values();
    }

    @Test
    void expressionsAreEvaluated() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new GatehouseExtension(() -> false))
                .addBeanClasses(GatehouseExtensionTest.Requests.class)
                .addBeanClasses(Sites.class, Scheme.class)
                .initialize()) {
            assertThat(container.isRunning()).isTrue();
            assertThat(values(Full.class))
                    .containsExactly(
                            Map.entry("gatehouse.issuers.corp.audience", "shop"),
                            Map.entry("gatehouse.issuers.corp.issuer", "https://idp.example"),
                            Map.entry("gatehouse.issuers.corp.jwks", "https://idp.example/jwks"),
                            Map.entry("gatehouse.rules.order", "/orders/{id} = signed-in"));
        }
    }

    @Test
    void whatAnExpressionGivesIsOneValueAndNoOtherSetting() {
        assertThat(values(Evil.class))
                .containsOnlyKeys("gatehouse.issuers.corp.audience")
                .containsEntry("gatehouse.issuers.corp.audience", configured.get("shop.evil"));
    }

    @Test
    void whatIsMissingIsNamedAndNeverEmpty() {
        assertThatThrownBy(() -> values(Missing.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "gatehouse.issuers.corp.issuer (@GatehouseMechanism of " + Missing.class.getName())
                .hasMessageContaining("sites")
                .hasMessageContaining("gatehouse.issuers.corp.audience")
                .hasMessageContaining("MicroProfile Config has no shop.unknown");
    }

    @Test
    void otherKeysAreRefused() {
        assertThatThrownBy(() -> values(Foreign.class)).hasMessageContaining("mail.host");
    }

    @Test
    void noTextIsNoSetting() {
        assertThat(values(SettingsMechanismTest.Other.class)).isEmpty();
    }

    @GatehouseMechanism("""
            gatehouse.issuers.corp.issuer   = #{sites.identity}
            gatehouse.issuers.corp.jwks     = #{scheme.name}://idp.example/jwks
            gatehouse.issuers.corp.audience = ${config['shop.audience']}
            gatehouse.rules.order           = /orders/{id} = signed-in
            """)
    static final class Full {}

    @GatehouseMechanism("gatehouse.issuers.corp.audience = ${config['shop.evil']}")
    static final class Evil {}

    @GatehouseMechanism("""
            gatehouse.issuers.corp.issuer   = https://#{sites.identity}
            gatehouse.issuers.corp.audience = a${config['shop.unknown']}
            """)
    static final class Missing {}

    @GatehouseMechanism("mail.host = x")
    static final class Foreign {}

    @Named
    @Singleton
    public static final class Sites {
        public String getIdentity() {
            return "https://idp.example";
        }
    }

    @Named
    @Dependent
    public static final class Scheme {
        public String getName() {
            return "https";
        }
    }

    static final class Resolver extends ConfigProviderResolver {
        private final Map<String, String> values;

        Resolver(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public Config getConfig() {
            return Exchange.proxy(Config.class, (self, method, args) -> switch (method.getName()) {
                case "getOptionalValue" -> Optional.ofNullable(values.get((String) args[0]));
                default -> throw new UnsupportedOperationException(method.getName());
            });
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            return getConfig();
        }

        @Override
        public org.eclipse.microprofile.config.spi.ConfigBuilder getBuilder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerConfig(Config config, ClassLoader loader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void releaseConfig(Config config) {
            throw new UnsupportedOperationException();
        }
    }
}
