package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that can't be reached, and settings that are not theirs. */
final class WrongStoresTest {
    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    @Test
    void aStoreThatCantBeReachedIsNamed() {
        Configuration configuration = scene.read(withTestStore(), scene.withStores());
        assertThat(catchThrowableOfType(ConfigurationException.class, configuration::start)
                        .problems())
                .containsExactly("gatehouse.store = test can't be opened: nobody answers at db.example.");
    }

    @Test
    void settingsOfAStoreAreItsOwn() {
        String text = withTestStore() + "\ngatehouse.store.reachable = yes\n";
        scene.read(text, scene.withStores()).start().close();
        ConfigurationException wrong = catchThrowableOfType(
                ConfigurationException.class,
                () -> scene.read(text + "gatehouse.store.url = jdbc:x", scene.withStores()));
        assertThat(wrong.problems())
                .containsExactly("gatehouse.store.url" + SettingsScene.IN_FILE
                        + "is no setting of the store test, which has reachable.");
    }

    @Test
    void storesThatWereOpenedInVainAreClosed() {
        Path sign = directory.resolve("sign");
        String text = withStore("closing") + "\ngatehouse.store.broken = yes\ngatehouse.store.sign = " + sign;
        Configuration configuration = scene.read(text, scene.withStores(ClosingStores.class));
        assertThatThrownBy(configuration::start).isInstanceOf(UnsupportedOperationException.class);
        assertThat(sign).exists();
    }

    private String withTestStore() {
        return withStore("test");
    }

    private String withStore(String name) {
        return SettingsScene.changed(
                scene.everything(),
                "gatehouse.store = " + name,
                "gatehouse.accounts.ada.email",
                "gatehouse.accounts.ada.password",
                "gatehouse.accounts.ada.roles",
                "gatehouse.accounts.ada.scopes");
    }
}
