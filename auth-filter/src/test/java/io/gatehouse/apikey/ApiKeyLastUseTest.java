package io.gatehouse.apikey;

import static io.gatehouse.apikey.ApiKeyScene.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.json.JsonNull;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an API key was last used. */
final class ApiKeyLastUseTest {
    private final ApiKeyScene scene = new ApiKeyScene();

    @Test
    void isShownBeforeItIsWritten() {
        String key = scene.createdKey();
        assertThat(scene.listed())
                .singleElement()
                .satisfies(it -> assertThat(it.members()).containsEntry("lastUsedAt", JsonNull.NULL));
        scene.works(key);
        assertThat(scene.store.touches()).isZero();
        assertThat(ApiKeyScene.text(scene.listed().get(0), "lastUsedAt"))
                .isEqualTo(scene.clock.instant().toString());
    }

    @Test
    void isWrittenInBatches() {
        String key = scene.createdKey();
        for (int i = 0; i < 100; i++) {
            scene.works(key);
        }
        assertThat(scene.store.touches()).isZero();
        scene.clock.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 100; i++) {
            scene.works(key);
        }
        assertThat(scene.store.touches()).isEqualTo(1);
    }

    @Test
    void isNotThatOfARefusedKey() {
        String key = scene.createdKey();
        scene.account("ada", false);
        scene.works(key);
        scene.engine.close();
        assertThat(scene.store.touches()).isZero();
    }

    @Test
    void isWrittenWhenTheEngineCloses() {
        String key = scene.createdKey();
        scene.works(key);
        scene.engine.close();
        assertThat(scene.store.find(idOf(key)).flatMap(ApiKey::lastUsedAt)).contains(scene.clock.instant());
    }

    @Test
    void thatCannotBeWrittenFailsNoRequest() {
        String key = scene.createdKey();
        scene.works(key);
        scene.clock.advance(Duration.ofSeconds(30));
        scene.store.whenTouched(() -> {
            throw new IllegalStateException("the table is locked");
        });
        assertThat(scene.works(key)).isTrue();
        assertThat(scene.store.touches()).isEqualTo(1);
    }
}
