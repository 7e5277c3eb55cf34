package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.testkit.MutableClock;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Settings as people write them, and files that they refer to. */
final class SettingsScene {
    static final String IN_FILE = " (WEB-INF/gatehouse.properties) ";
    static final String PASSWORD = "correct horse battery staple";
    static final Map<String, String> ENVIRONMENT = Map.of(
            "ADA_PASSWORD", PASSWORD,
            "WEAK_PASSWORD", "qwertyuiop",
            "SHOP_SECRET", "client-secret-of-the-shop",
            "BLANK", " ");

    /** Tokens of one other issuer. */
    static final String FOREIGN = """
            gatehouse.issuers.corp.issuer = https://idp.example
            gatehouse.issuers.corp.audience = shop
            gatehouse.issuers.corp.algorithms = RS256
            gatehouse.issuers.corp.jwks = https://idp.example/jwks
            gatehouse.rules.1 = /api/** = bearer
            gatehouse.rules.health = /health = open
            """;

    final MutableClock clock = MutableClock.create();
    final Path directory;

    SettingsScene(Path directory) {
        this.directory = directory;
        write("key.pem", pem("secp256r1"));
        write("long.pem", "x".repeat(64 * 1024 + 1));
        write("hidden/.key.pem", pem("secp256r1"));
        write("empty.pem", "");
        write("short-hmac.json", """
                {"kty":"oct","kid":"k","alg":"HS256","k":"c2hvcnQ"}""");
    }

    /** Everything at once, on a developer's machine. */
    String everything() {
        return FOREIGN + """
                gatehouse.tokens.issuer = https://shop.example
                gatehouse.tokens.audience = shop-api
                gatehouse.tokens.key = file:DIR/key.pem
                gatehouse.login.enabled = true
                gatehouse.sessions.enabled = true
                gatehouse.api-keys.enabled = true
                gatehouse.store = memory
                gatehouse.accounts.ada.email = ada@example.com
                gatehouse.accounts.ada.password = env:ADA_PASSWORD
                gatehouse.accounts.ada.roles = user, admin
                gatehouse.accounts.ada.scopes = orders:read
                gatehouse.rules.admin = /api/admin/** = role:admin & (bearer | session)
                gatehouse.rules.orders = GET /api/orders = scope:orders:read & api-key
                gatehouse.rules.login = /login.html = open
                gatehouse.login-page = /login.html
                """.replace("DIR", directory.toString());
    }

    /** The class loader of an application that offers {@link TestStores}. */
    ClassLoader withStores() {
        return withStores(TestStores.class);
    }

    /** The class loader of an application that offers some stores. */
    ClassLoader withStores(Class<? extends StoreProvider> provider) {
        write("classes/META-INF/services/" + StoreProvider.class.getName(), provider.getName());
        try {
            return new URLClassLoader(
                    new URL[] {directory.resolve("classes").toUri().toURL()}, SettingsScene.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    Configuration read(String text, SettingSource... before) {
        return read(text, SettingsScene.class.getClassLoader(), before);
    }

    Configuration read(String text, ClassLoader application, SettingSource... before) {
        Stream<SettingSource> sources = Stream.concat(Stream.of(before), Stream.of(file(text)));
        return Configuration.read(sources.toList(), ENVIRONMENT, application, clock, new SecureRandom());
    }

    /** Lines of a text replaced by those of another for the same keys; new ones are added; a line that is a key only is taken out. */
    static String changed(String text, String... lines) {
        List<String> keys = Stream.of(lines).map(SettingsScene::key).toList();
        return Stream.concat(
                        text.lines().filter(line -> !keys.contains(key(line))),
                        Arrays.stream(lines).filter(line -> line.contains("=")))
                .collect(Collectors.joining("\n"));
    }

    static SettingSource file(String text) {
        try {
            return SettingSource.ofProperties("WEB-INF/gatehouse.properties", new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String line) {
        return line.split("=", -1)[0].strip();
    }

    void write(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.resolve("..").normalize());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), new SecureRandom());
            KeyPair pair = generator.generateKeyPair();
            return block("PRIVATE KEY", pair.getPrivate()) + block("PUBLIC KEY", pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String block(String type, Key key) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }

    /** What is wrong with settings that can't be read. */
    List<String> problems(String text) {
        ConfigurationException wrong = catchThrowableOfType(ConfigurationException.class, () -> read(text));
        assertThat(wrong).as("the settings are accepted").isNotNull();
        return wrong.problems();
    }

    /** A wrong line, and the sentence about it. */
    static Arguments wrong(String line, String key, String what) {
        return Arguments.of(line, key + IN_FILE + what);
    }

    /** A key that is left out, and the sentence about it. */
    static Arguments missing(String key, String why) {
        return Arguments.of(key, key + " is missing: " + why + ".");
    }
}
