package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.Grant;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryLinkedAccountStore;
import io.gatehouse.memory.MemoryPendingLoginStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The README's section about providers shows code that compiles and works: this file's. */
final class ReadmeSnippetTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path SOURCE = Path.of("src/test/java/io/gatehouse/oauth/ReadmeSnippetTest.java");

    @Test
    void isInTheReadme() throws IOException {
        String source = Files.readString(SOURCE);
        int start = source.indexOf('\n', source.lastIndexOf("// snippet: begin")) + 1;
        String snippet = source.substring(start, source.lastIndexOf("        // snippet: end"))
                .indent(-8);
        assertThat(Files.readString(README)).contains("```java\n" + snippet + "```\n");
    }

    @Test
    void works() {
        assertThat(login().redirectUri("google"))
                .isEqualTo(URI.create("https://shop.example/api/auth/google/callback"));
    }

    private static OAuthLogin login() {
        LinkedAccountStore links = new MemoryLinkedAccountStore();
        PendingLoginStore pendingLogins = new MemoryPendingLoginStore();
        AccountStore accounts = new MemoryAccountStore();
        AccountFactory people = person -> Optional.empty();
        Grant grant = (account, request) -> Reply.noContent();
        Clock clock = Clock.systemUTC();
        String clientId = "client";
        String clientSecret = "secret";
        String issuer = "https://login.example/realms/shop";
        // snippet: begin
        OAuthProvider google = KnownProviders.google(clientId, clientSecret);
        OAuthProvider keycloak = OAuthProvider.oidc(
                "keycloak", "Keycloak", issuer, clientId, ClientAuthentication.secretBasic(clientSecret));
        AccountLinker linker = AccountLinker.findOrCreate(links, accounts, people, clock);
        OAuthLogin providers = OAuthLogin.of(
                        URI.create("https://shop.example"), linker, pendingLogins, grant, google, keycloak)
                .withLinking(links);
        // snippet: end
        return providers;
    }
}
