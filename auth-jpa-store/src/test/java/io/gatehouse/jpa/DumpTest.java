package io.gatehouse.jpa;

import static io.gatehouse.jpa.StoresScene.object;
import static io.gatehouse.jpa.StoresScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.audit.AuditVerdict;
import io.gatehouse.json.JsonObject;
import io.gatehouse.oauth.ClientAuthentication;
import io.gatehouse.oauth.OAuthLogin;
import io.gatehouse.oauth.OAuthProvider;
import io.gatehouse.oauth.ProviderAccess;
import io.gatehouse.secret.SealingKey;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.SignatureAlgorithm;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever has a copy of the whole database has nothing to sign in with. */
final class DumpTest {
    private final TwoNodes nodes = TwoNodes.empty(Combination.ECLIPSELINK_POSTGRESQL);
    private final MutableClock clock = MutableClock.create();
    private final StoresScene scene = StoresScene.audited(
            nodes.first().transactions(), KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom()), clock);

    /** Everything secret that a client got or sent. */
    private final Set<String> secrets = new LinkedHashSet<>();

    @Test
    void noValueOfAnyTableIsACredential() throws SQLException {
        journey();
        List<String> dump = dump();
        assertThat(dump).hasSizeGreaterThan(50).contains("LOGIN_FAILED", "API_KEY_CREATED", "API_KEY_FIRST_USED");
        for (String secret : secrets) {
            for (String form : forms(secret)) {
                assertThat(dump).noneMatch(value -> value.contains(form));
            }
        }
        int tried = 0;
        for (String value : Set.copyOf(dump)) {
            if (value.isBlank() || value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
                continue;
            }
            for (String text : List.of(value, "gr_" + value, "gth_" + value, "gs_" + value)) {
                tried++;
                assertThat(scene.me(text).status()).as(text).isGreaterThanOrEqualTo(400);
                assertThat(scene.data(text)).as(text).isGreaterThanOrEqualTo(400);
                assertThat(scene.refresh(text).status()).as(text).isGreaterThanOrEqualTo(400);
                assertThat(scene.meByCookie(text).status()).as(text).isGreaterThanOrEqualTo(400);
            }
            // Each guess in another window and the first in its row, or throttling would answer
            clock.advance(Duration.ofMinutes(6));
            scene.stores.passwords().clearFailures("ada");
            assertThat(scene.call(RequestBuilder.post("/api/auth/login")
                                    .json(Map.of("email", "ada@example.com", "password", value)))
                            .status())
                    .as(value)
                    .isEqualTo(401);
        }
        assertThat(tried).isGreaterThan(100);
        assertThat(scene.login().status()).as("the right password still does").isEqualTo(200);
    }

    /** Digests joined with the ids that stand beside them have the form of tokens, and are none. */
    @Test
    void noIdWithItsDigestIsACredential() throws SQLException {
        journey();
        for (String[] row : rows("SELECT id, hash FROM gatehouse_refresh_token")) {
            assertThat(scene.refresh("gr_" + row[0] + "." + row[1]).status()).isEqualTo(401);
        }
        for (String[] row : rows("SELECT id, hash FROM gatehouse_session")) {
            assertThat(scene.meByCookie("gs_" + row[0] + "." + row[1]).status()).isEqualTo(401);
        }
        for (String[] row : rows("SELECT id, hash FROM gatehouse_api_key")) {
            assertThat(scene.data("gth_" + row[0] + "_" + row[1])).isEqualTo(401);
        }
    }

    /** As it is, and as it may stand in addresses and headers. */
    private static Set<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        secret,
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .collect(Collectors.toSet());
    }

    /** Something of everything: live, used up, ended. */
    private void journey() {
        scene.addAda();
        tokensOfAProvider();
        secrets.add(StoresScene.PASSWORD);
        JsonObject login = object(scene.login());
        String accessToken = text(login, "accessToken");
        JsonObject next = object(scene.refresh(text(login, "refreshToken")));
        JsonObject ended = object(scene.login());
        scene.logout(text(ended, "accessToken"));
        String cookie = scene.sessionLogin();
        assertThat(scene.meByCookie(cookie).status()).isEqualTo(200);
        secrets.add(cookie);
        secrets.add(cookie.substring("gs_".length() + 23));
        JsonObject key = scene.createKey(accessToken);
        JsonObject rotated = object(scene.call(RequestBuilder.post("/api/apikeys/" + text(key, "id") + "/rotate")
                .bearer(accessToken)));
        scene.data(text(rotated, "apiKey"));
        String wrong = "a wrong password of some length";
        scene.call(RequestBuilder.post("/api/auth/login").json(Map.of("email", "ada@example.com", "password", wrong)));
        secrets.add(wrong);
        scene.me(accessToken + "x");
        scene.data(text(key, "apiKey") + "x");
        // Writes what the audit trail has to write
        scene.audit.close();
        assertThat(scene.audit.verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
        for (JsonObject tokens : List.of(login, next, ended)) {
            secrets.add(text(tokens, "accessToken"));
            secrets.add(text(tokens, "refreshToken"));
            secrets.add(text(tokens, "refreshToken").substring("gr_".length() + 23));
        }
        for (JsonObject made : List.of(key, rotated)) {
            secrets.add(text(made, "apiKey"));
            secrets.add(text(made, "apiKey").substring("gth_".length() + 17));
        }
    }

    /** Somebody signs in with a provider whose tokens are kept, and they are refreshed. */
    private void tokensOfAProvider() {
        try (FakeProvider provider = FakeProvider.start(clock)) {
            OAuthLogin login = OAuthLogin.of(
                            URI.create("https://app.example"),
                            person -> Optional.of(StoresScene.ADA),
                            scene.stores.pendingLogins(),
                            (account, request) -> Reply.noContent()
                                    .withCookie(new SetCookie(
                                            "session", "1", Optional.empty(), SetCookie.SameSite.LAX, true)),
                            OAuthProvider.oidc(
                                            "op",
                                            "Op",
                                            provider.issuer(),
                                            "client",
                                            ClientAuthentication.secretBasic("a secret"))
                                    .insecureAllowHttp())
                    .withProviderTokens(scene.stores.providerTokens(), SealingKey.generate(new SecureRandom()))
                    .with(clock, new SecureRandom());
            AuthEngine engine = AuthEngine.builder().use(login).clock(clock).build();
            Reply begun = answer(engine, RequestBuilder.get("/api/auth/op"));
            URI location = URI.create(begun.headers().get("Location").get(0));
            RequestBuilder callback = RequestBuilder.get("/api/auth/op/callback");
            provider.authorize(location, "ada").forEach(callback::query);
            begun.cookies().forEach(cookie -> callback.cookie(cookie.name(), cookie.value()));
            assertThat(answer(engine, callback).status()).isEqualTo(303);
            clock.advance(Duration.ofMinutes(5));
            ProviderAccess access = login.providerTokens().accessToken("ada", "op");
            assertThat(access).isInstanceOf(ProviderAccess.Granted.class);
            secrets.add(((ProviderAccess.Granted) access).accessToken());
            // What every token of the provider ends in
            secrets.add("-of-ada");
        }
    }

    private static Reply answer(AuthEngine engine, RequestBuilder request) {
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    private List<String> dump() throws SQLException {
        List<String> values = new ArrayList<>();
        for (String[] table :
                rows("SELECT table_name, '' FROM information_schema.tables WHERE table_schema = 'public'")) {
            for (String[] row : rows("SELECT * FROM " + table[0])) {
                values.addAll(List.of(row));
            }
        }
        return values;
    }

    private List<String[]> rows(String query) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (Connection connection = nodes.first().pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            int columns = answer.getMetaData().getColumnCount();
            while (answer.next()) {
                String[] row = new String[columns];
                for (int i = 0; i < columns; i++) {
                    String value = answer.getString(i + 1);
                    row[i] = value == null ? "" : value;
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
