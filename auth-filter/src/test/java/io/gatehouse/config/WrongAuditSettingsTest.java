package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be written wrong about the audit trail. */
final class WrongAuditSettingsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.audit.retention = 1h | can't be used: audit rows are kept for a day at least",
                "gatehouse.audit.retention = 365 | gatehouse.audit.retention",
                "gatehouse.audit.key = 0123456789abcdef0123456789abcdef | gatehouse.audit.key",
                "gatehouse.audit.enabled = yes | must be true or false",
                "gatehouse.audit.retain = 1d | is not a known key"
            })
    void isSaidInOneSentence(String line, String sentence) {
        SettingsScene scene = new SettingsScene(directory);
        ConfigurationException problem = catchThrowableOfType(
                ConfigurationException.class, () -> scene.read(SettingsScene.changed(scene.everything(), line)));
        assertThat(problem.problems()).hasSize(1).first().asString().contains(sentence.strip());
        assertThat(problem.getMessage()).doesNotContain("0123456789abcdef");
    }

    @Test
    void aSwitchedOffTrailHasNoRetention() {
        SettingsScene scene = new SettingsScene(directory);
        String text = SettingsScene.changed(scene.everything(), "gatehouse.audit.enabled = false");
        ConfigurationException problem = catchThrowableOfType(
                ConfigurationException.class,
                () -> scene.read(SettingsScene.changed(text, "gatehouse.audit.retention = 30d")));
        assertThat(problem.getMessage()).contains("has no effect: gatehouse.audit.enabled is false");
    }
}
