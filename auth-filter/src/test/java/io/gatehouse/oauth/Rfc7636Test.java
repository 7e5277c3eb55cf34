package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.FakeProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** RFC 7636: proof key for code exchange. */
final class Rfc7636Test {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    @Test
    void appendixB() {
        assertThat(Pkce.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void section41AndSection45TheVerifierIsSentWithTheCode() {
        Browser browser = scene.browser();
        String challenge = Browser.query(browser.begin()).get("code_challenge");
        Browser second = scene.browser();
        OAuthScene.assertSignedIn(second.signIn("ada"));
        String verifier = scene.fake.received(FakeProvider.TOKEN).get(0).form().get("code_verifier");
        assertThat(verifier).matches("[A-Za-z0-9._~-]{43,128}");
        assertThat(Pkce.challenge(verifier)).isNotEqualTo(challenge);
    }

    @Test
    void isNeverLeftOutWhateverTheProviderSaysThatItKnows() {
        scene.fake.metadata(it -> it.put("code_challenge_methods_supported", List.of("plain")));
        assertThat(Browser.query(scene.browser().begin())).containsEntry("code_challenge_method", "S256");
    }

    @Test
    void aCodeThatWasStolenAndPutIntoAnotherLoginIsRefused() {
        Map<String, String> stolen = scene.fake.authorize(scene.browser().begin(), "ada");
        Browser attacker = scene.browser();
        Map<String, String> own = scene.fake.authorize(attacker.begin(), "mallory");
        own.put("code", stolen.get("code"));
        scene.assertRefused(attacker.callback(own), "PROVIDER_REFUSED");
        assertThat(scene.reason()).contains("invalid_grant");
    }
}
