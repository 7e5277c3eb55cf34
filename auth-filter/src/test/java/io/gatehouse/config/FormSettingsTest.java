package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthRequest;
import io.gatehouse.Decision;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login by an HTML form, and the container's own login, switched on by settings. */
final class FormSettingsTest {
    private static final String FORM = "gatehouse.login.form-page = /login.html\ngatehouse.login.form-home = /home\n";

    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    @Test
    void aFormSignsIn() {
        try (AuthEngine engine = scene.read(scene.everything() + FORM).start()) {
            Reply right = post(engine, SettingsScene.PASSWORD);
            assertThat(right.status()).isEqualTo(303);
            assertThat(right.headers().get("Location")).containsExactly("/home");
            assertThat(right.cookies()).extracting(SetCookie::name).contains("__Host-gatehouse");
            Reply wrong = post(engine, "not the password");
            assertThat(wrong.headers().get("Location")).containsExactly("/login.html?problem=LOGIN_FAILED");
            assertThat(wrong.cookies()).isEmpty();
        }
    }

    @Test
    void thereIsNoFormUnlessAskedFor() {
        try (AuthEngine engine = scene.read(scene.everything()).start()) {
            assertThat(engine.describe()).noneMatch(line -> line.contains("/api/auth/form"));
        }
    }

    @Test
    void aFormNeedsASession() {
        assertThat(problems(scene.everything()
                                .replace("gatehouse.sessions.enabled = true\n", "")
                                .replace("bearer | session", "bearer")
                        + FORM))
                .containsExactly(
                        "gatehouse.login.form-page (WEB-INF/gatehouse.properties) has no effect: a form ends in a"
                                + " session, so set gatehouse.sessions.enabled = true.");
    }

    @Test
    void theContainersLoginCountsOnlyIfThatIsSaidAndIsWarnedOf() {
        assertThat(scene.read(SettingsScene.FOREIGN).letsContainerLoginCount()).isFalse();
        Configuration lenient = scene.read(SettingsScene.FOREIGN + "gatehouse.allow-container-login = true\n");
        assertThat(lenient.letsContainerLoginCount()).isTrue();
        assertThat(lenient.warnings())
                .anySatisfy(it -> assertThat(it)
                        .startsWith("gatehouse.allow-container-login (")
                        .contains("insecure-options.md"));
    }

    private List<String> problems(String text) {
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, () -> scene.read(text));
        assertThat(thrown).as(text).isNotNull();
        return thrown.problems();
    }

    private static Reply post(AuthEngine engine, String password) {
        String form = "email=ada%40example.com&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        AuthRequest request = RequestBuilder.post("/api/auth/form")
                .header("Sec-Fetch-Site", "same-origin")
                .body("application/x-www-form-urlencoded", form)
                .build();
        return ((Decision.Answer) engine.decide(request, Requirement.anyone())).reply();
    }
}
