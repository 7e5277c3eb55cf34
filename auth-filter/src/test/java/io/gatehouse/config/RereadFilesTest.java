package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEngine;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.TraceLog;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.SigningKeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Files with secrets that change while the application runs. */
final class RereadFilesTest {
    @TempDir
    Path directory;

    private final List<String> changes = new ArrayList<>();
    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    private KeyFiles files(String name) {
        return new KeyFiles(
                "gatehouse.tokens.key",
                SecretReference.parse("file:" + directory.resolve(name)),
                SignatureAlgorithm.ES256,
                changes::add);
    }

    private static List<String> kids(KeyFiles files) {
        return files.read().stream()
                .map(SigningKeySource.Entry::key)
                .map(key -> key.kid())
                .toList();
    }

    @Test
    void aFileThatIsNotWholeKeepsItsKeyAndHarmsNoOther() throws IOException {
        scene.write("keys/1.pem", SettingsScene.pem("secp256r1"));
        scene.write("keys/2.pem", SettingsScene.pem("secp256r1"));
        scene.write("keys/3.pem", SettingsScene.pem("secp256r1"));
        KeyFiles files = files("keys");
        List<String> kids = kids(files);
        scene.write("keys/1.pem", "-----BEGIN PRIVATE KEY-----\nMIG");
        scene.write("keys/4.pem", "");
        Files.delete(directory.resolve("keys/2.pem"));
        for (int i = 0; i < 2; i++) {
            assertThat(kids(files)).containsExactly(kids.get(0), kids.get(2));
        }
        assertThat(changes)
                .containsExactly(
                        "gatehouse.tokens.key has changed; its keys are [" + kids.get(0) + ", " + kids.get(2) + "]");
        scene.write("keys/4.pem", SettingsScene.pem("secp256r1"));
        assertThat(kids(files)).hasSize(3);
    }

    @Test
    void atTheStartEveryFileMustBeGood() {
        scene.write("keys/1.pem", SettingsScene.pem("secp256r1"));
        scene.write("keys/2.pem", "");
        assertThatThrownBy(() -> files("keys").read()).hasMessageContaining("2.pem, which is empty");
    }

    @Test
    void tooManyFilesKeepNoKeyThatIsRemoved() throws IOException {
        scene.write("keys/a.pem", SettingsScene.pem("secp256r1"));
        scene.write("keys/z.pem", SettingsScene.pem("secp256r1"));
        KeyFiles files = files("keys");
        List<String> kids = kids(files);
        Files.delete(directory.resolve("keys/a.pem"));
        for (int i = 0; i < 64; i++) {
            scene.write("keys/m" + i + ".pem", "");
        }
        assertThat(kids(files)).containsExactly(kids.get(1));
        assertThatThrownBy(() -> files("keys").read()).hasMessageContaining("1 to 64 files");
    }

    @Test
    void aDirectoryThatIsEmptyOrGoneIsAnError() throws IOException {
        scene.write("keys/1.pem", SettingsScene.pem("secp256r1"));
        KeyFiles files = files("keys");
        assertThat(kids(files)).hasSize(1);
        Files.delete(directory.resolve("keys/1.pem"));
        assertThatThrownBy(files::read)
                .hasMessage("gatehouse.tokens.key names the directory " + directory.resolve("keys")
                        + ", which must hold 1 to 64 files");
        Files.delete(directory.resolve("keys"));
        assertThatThrownBy(files::read).hasMessageContaining("names no file that holds a key");
        scene.write("keys/1.pem", SettingsScene.pem("secp256r1"));
        assertThat(kids(files)).hasSize(1);
    }

    @Test
    void aMountedSecretIsReplacedAsAWhole() throws IOException {
        scene.write("mount/..2026_01/key.pem", SettingsScene.pem("secp256r1"));
        Path mount = directory.resolve("mount");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(mount.resolve("key.pem"), Path.of("..data/key.pem"));
        KeyFiles files = files("mount");
        List<String> before = kids(files);
        assertThat(before).hasSize(1);
        scene.write("mount/..2026_02/key.pem", SettingsScene.pem("secp256r1"));
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_02"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(kids(files)).hasSize(1).isNotEqualTo(before);
    }

    @Test
    void aClientSecretIsReadAgainAndStaysWhileItCantBe() throws IOException {
        Path file = directory.resolve("secret");
        Files.writeString(file, "one\n");
        RereadSecret secret = new RereadSecret(
                "gatehouse.providers.corp.client-secret",
                SecretReference.parse("file:" + file),
                "one",
                Duration.ofSeconds(10),
                scene.clock,
                changes::add);
        Files.writeString(file, "two\n");
        assertThat(secret.get()).isEqualTo("one");
        scene.clock.advance(Duration.ofSeconds(10));
        assertThat(secret.get()).isEqualTo("two");
        Files.writeString(file, "");
        scene.clock.advance(Duration.ofSeconds(10));
        assertThat(secret.get()).isEqualTo("two");
        Files.writeString(file, "three");
        assertThat(secret.get()).isEqualTo("two");
        scene.clock.advance(Duration.ofDays(-1));
        assertThat(secret.get()).isEqualTo("three");
        assertThat(changes)
                .hasSize(2)
                .containsOnly("gatehouse.providers.corp.client-secret has changed, and is used from now on");
        assertThat(secret).hasToString("RereadSecret[gatehouse.providers.corp.client-secret]");
    }

    @Test
    void theEngineTellsThatAKeyHasChanged() {
        RequestBuilder login = RequestBuilder.post("/api/auth/login")
                .json(Map.of("email", "ada@example.com", "password", SettingsScene.PASSWORD));
        try (TraceLog log = TraceLog.open(Level.INFO);
                AuthEngine engine = scene.read(scene.everything()).start()) {
            engine.decide(login.build(), Requirement.anyone());
            assertThat(log.text()).contains("event=LOGIN ").doesNotContain("SETTINGS_READ");
            scene.write("key.pem", SettingsScene.pem("secp256r1"));
            scene.clock.advance(Duration.ofSeconds(10));
            engine.decide(login.build(), Requirement.anyone());
            assertThat(log.text()).containsOnlyOnce("event=SETTINGS_READ").contains("gatehouse.tokens.key has changed");
        }
    }
}
