package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sign-in with a real provider. */
interface ProviderJourney {
    SigningIn example();

    /** What somebody types into the provider's forms. */
    Map<String, String> ada();

    /** What somebody else types. */
    Map<String, String> grace();

    /** The e-mail address that the provider has of the first of the two. */
    String emailOfAda();

    @Test
    default void comesBackToWhereItBegan() throws IOException {
        Browser browser = new Browser();
        browser.open(example().uri("/api/profile")).isProblem(401, "CREDENTIALS_MISSING");
        Answer callback = browser.open(example().callback(browser, ada())).is(303);
        assertThat(callback.values("Location"))
                .containsExactly(example().uri("/api/profile").toString());
        assertThat(callback.values("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(example().session(browser)).startsWith("gs_");
        Map<?, ?> account = example().account(browser);
        assertThat(account.get("email")).isEqualTo(emailOfAda());
        assertThat(account.get("roles")).isEqualTo(List.of("user"));
    }

    @Test
    default void isListed() throws IOException {
        List<Map<String, Object>> providers = example()
                .client(new Secrets())
                .get("/api/auth/providers")
                .is(200)
                .list();
        assertThat(providers)
                .containsExactly(Map.of("id", "oidc", "name", "The provider", "loginUri", "/api/auth/oidc"));
    }

    @Test
    default void knowsWhoWasHereBefore() throws IOException {
        Browser browser = new Browser();
        Map<?, ?> first = example().signIn(browser, ada());
        assertThat(example().signIn(browser, ada()))
                .as("the provider asks nothing again")
                .isEqualTo(first);
        assertThat(example().signIn(new Browser(), ada())).isEqualTo(first);
        assertThat(example().signIn(new Browser(), grace()).get("id")).isNotEqualTo(first.get("id"));
    }

    @Test
    default void takesAnAnswerOnceAndOfItsBrowserOnly() throws IOException {
        Browser browser = new Browser();
        URI callback = example().callback(browser, ada());
        Browser copy = browser.copy();
        Browser other = new Browser();
        example().begin(other).is(302);
        other.open(callback).isProblem(400, "LOGIN_STATE_INVALID");
        assertThat(example().session(other)).isEmpty();
        browser.open(callback).is(303);
        copy.open(callback).isProblem(400, "LOGIN_STATE_INVALID");
        browser.open(callback).isProblem(400, "LOGIN_STATE_INVALID");
        assertThat(example().session(copy)).isEmpty();
        assertThat(example().output()).doesNotContain(codeIn(callback));
    }

    private static String codeIn(URI callback) {
        String query = callback.getRawQuery();
        int start = query.indexOf("code=");
        assertThat(start).as(query).isNotNegative();
        return query.substring(start + "code=".length()).split("&", 2)[0];
    }
}
