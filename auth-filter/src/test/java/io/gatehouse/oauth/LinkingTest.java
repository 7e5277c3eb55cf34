package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Linking a provider's person to the account that is signed in. */
final class LinkingTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    @Test
    void linksAndKeepsTheLoginThatThereIs() {
        Browser browser = scene.browser().as("ada");
        Reply reply = browser.callback(scene.fake.authorize(Browser.linkLocation(browser.beginLink()), "ada-at-work"));
        assertThat(reply.status()).isEqualTo(303);
        assertThat(Browser.location(reply)).isEqualTo(URI.create("https://app.example/account/"));
        assertThat(browser.cookies).isEmpty();
        assertThat(scene.links
                        .find(scene.fake.issuer(), "ada-at-work")
                        .orElseThrow()
                        .accountId())
                .isEqualTo("u-1");
        assertThat(scene.events).extracting(AuthEvent::type).contains(AuthEvent.Type.ACCOUNT_LINKED);
        OAuthScene.assertSignedIn(scene.browser().signIn("ada-at-work"));
    }

    @Test
    void needsALogin() {
        assertThat(OAuthScene.code(scene.browser().beginLink())).isEqualTo("CREDENTIALS_MISSING");
    }

    @Test
    void isNoGet() {
        Reply reply = scene.call(scene.browser().as("ada").with(RequestBuilder.get("/api/auth/fake/link")));
        assertThat(OAuthScene.code(reply)).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void aPersonOfAnotherAccountIsNotTakenAway() {
        Browser browser = scene.browser().as("grace");
        scene.assertRefused(
                browser.callback(scene.fake.authorize(Browser.linkLocation(browser.beginLink()), "ada")),
                "PROVIDER_REFUSED");
        assertThat(scene.links.find(scene.fake.issuer(), "ada").orElseThrow().accountId())
                .isEqualTo("u-1");
    }

    @Test
    void linkingTwiceIsNoError() {
        Browser browser = scene.browser().as("ada");
        assertThat(browser.callback(scene.fake.authorize(Browser.linkLocation(browser.beginLink()), "ada"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void endsWithTheLoginThatBeganIt() {
        for (String later : new String[] {"", "grace", "ada-later"}) {
            Browser browser = scene.browser().as("ada");
            Map<String, String> answer = scene.fake.authorize(Browser.linkLocation(browser.beginLink()), "mallory");
            browser.as(later);
            scene.assertRefused(browser.callback(answer), "LOGIN_STATE_INVALID");
        }
        assertThat(scene.links.find(scene.fake.issuer(), "mallory")).isEmpty();
        assertThat(scene.tokenRequests()).isZero();
    }

    @Test
    void anotherBrowsersAnswerLinksNothing() {
        Map<String, String> answer = scene.fake.authorize(
                Browser.linkLocation(scene.browser().as("ada").beginLink()), "mallory");
        scene.assertRefused(scene.browser().as("ada").callback(answer), "LOGIN_STATE_INVALID");
        assertThat(scene.links.find(scene.fake.issuer(), "mallory")).isEmpty();
    }

    @Test
    void aLoginThatIsFinishedBySomebodySignedInLinksNothing() {
        Browser browser = scene.browser().as("grace");
        scene.assertRefused(browser.signIn("mallory"), "PROVIDER_REFUSED");
        assertThat(scene.links.find(scene.fake.issuer(), "mallory")).isEmpty();
    }
}
