package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.AuthEngine;
import io.gatehouse.AuthFeature;
import io.gatehouse.Requirement;
import io.gatehouse.config.Configuration;
import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import io.gatehouse.config.Stores;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings choose the database. */
final class JpaStoreProviderTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "gatehouse.login.enabled", "true",
            "gatehouse.sessions.enabled", "true",
            "gatehouse.store", "jpa",
            "gatehouse.store.persistence-unit", "configured");

    @BeforeAll
    static void migrate() {
        try (HikariDataSource pool = TestDatabase.pool(TestDatabase.H2_MEMORY.url("configured"), 3)) {
            SchemaMigration.migrate(pool);
        }
    }

    @Test
    void settingsAloneOpenIt() {
        try (AuthEngine engine = read(Map.of()).start()) {
            int status = engine.decide(
                            RequestBuilder.post("/api/auth/session")
                                    .json(Map.of("email", "nobody@example.com", "password", "a password of nobody"))
                                    .build(),
                            Requirement.anyone())
                    .match(allow -> 0, answer -> answer.reply().status());
            assertThat(status).isEqualTo(401);
        }
    }

    @Test
    void aUnitThatIsNotThereIsSaid() {
        Configuration configuration = read(Map.of("gatehouse.store.persistence-unit", "nothing"));
        assertThat(catchThrowableOfType(ConfigurationException.class, configuration::start)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("gatehouse.store = jpa can't be opened: ")
                .contains("nothing");
    }

    @Test
    void accountsOfProvidersAreKeptAndTakenBack() {
        Stores stores = new JpaStoreProvider()
                .open(Map.of("persistence-unit", "configured"), Clock.systemUTC(), new SecureRandom());
        try {
            assertThat(stores.insert(StoresScene.ADA)).isTrue();
            assertThat(stores.insert(StoresScene.ADA)).isFalse();
            assertThat(stores.accounts().find("ada")).contains(StoresScene.ADA);
            stores.discard(StoresScene.ADA);
            assertThat(stores.accounts().find("ada")).isEmpty();
        } finally {
            stores.features().forEach(AuthFeature::close);
        }
    }

    private static Configuration read(Map<String, String> before) {
        return Configuration.read(
                List.of(SettingSource.of("before", before), SettingSource.of("settings", SETTINGS)),
                Map.of(),
                JpaStoreProviderTest.class.getClassLoader(),
                Clock.systemUTC(),
                new SecureRandom());
    }
}
