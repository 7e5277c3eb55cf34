package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.apikey.ApiKeyPolicy;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryApiKeyStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryAuditStore;
import io.gatehouse.memory.MemoryLinkedAccountStore;
import io.gatehouse.memory.MemoryOneTimeCodeStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.memory.MemoryProviderSessionStore;
import io.gatehouse.memory.MemoryRefreshTokenStore;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.oauth.AccountLinker;
import io.gatehouse.oauth.KnownProviders;
import io.gatehouse.oauth.OAuthLogin;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.FormLogin;
import io.gatehouse.password.PasswordChange;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordPolicy;
import io.gatehouse.password.PasswordVerifier;
import io.gatehouse.session.Sessions;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/openapi.yaml} has the endpoints of every feature at their default paths, and no others; and every problem's code. */
class OpenApiDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.yaml");
    private static final Path PROBLEMS = Path.of("..", "docs", "problems.md");
    private static final Pattern PATH = Pattern.compile("  (/\\S+):");
    private static final Pattern METHOD = Pattern.compile("    (get|put|post|delete|patch):");

    @Test
    void describesEveryEndpointAndNoOther() throws IOException {
        assertThat(documented()).isEqualTo(served());
    }

    @Test
    void listsEveryProblemCode() throws IOException {
        assertThat(all(Pattern.compile("(?m)^ {12}- ([A-Z_]+)$"), DOCUMENT))
                .isEqualTo(all(Pattern.compile("\\| `([A-Z_]+)` \\|"), PROBLEMS))
                .contains("CREDENTIALS_MISSING");
    }

    private static NavigableSet<String> documented() throws IOException {
        NavigableSet<String> endpoints = new TreeSet<>();
        String path = "";
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher pathLine = PATH.matcher(line);
            Matcher methodLine = METHOD.matcher(line);
            if (pathLine.matches()) {
                path = pathLine.group(1);
            } else if (methodLine.matches()) {
                endpoints.add(methodLine.group(1).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return endpoints;
    }

    private static NavigableSet<String> served() {
        try (AuthEngine engine = engine()) {
            NavigableSet<String> endpoints = new TreeSet<>();
            engine.describe().stream()
                    .map(line -> line.substring(0, line.indexOf(" = ")))
                    .filter(name -> !name.equals("everything else"))
                    .forEach(endpoints::add);
            return endpoints;
        }
    }

    private static AuthEngine engine() {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        MemoryAccountStore accounts = new MemoryAccountStore();
        MemoryLinkedAccountStore links = new MemoryLinkedAccountStore();
        MemoryPasswordStore passwords = new MemoryPasswordStore();
        PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), random);
        LoginThrottle throttle = new LoginThrottle(new MemoryAttemptStore(), clock);
        TokenLogin tokens = TokenLogin.of(
                TokenPolicy.of("https://shop.example", "shop"),
                KeyRing.generate(SignatureAlgorithm.ES256, clock, random),
                new MemoryRefreshTokenStore(),
                Revocations.of(new MemoryRevocationStore(), clock),
                accounts);
        MemoryProviderSessionStore sessions = new MemoryProviderSessionStore();
        return AuthEngine.builder()
                .use(ApiKeys.of(new MemoryApiKeyStore(), accounts, ApiKeyPolicy.standard(), clock, random))
                .use(tokens)
                .use(PasswordLogin.of(passwords, accounts, hashing, throttle, tokens.grant()))
                .use(PasswordChange.of(
                        passwords, accounts, hashing, PasswordPolicy.standard(), throttle, List.of(tokens.logins())))
                .use(LoginEndpoints.of(accounts, tokens.logins()))
                .use(AuditTrail.of(new MemoryAuditStore(), clock))
                .use(PasswordLogin.of(passwords, accounts, hashing, throttle, tokens.grant())
                        .withPath(Sessions.LOGIN_PATH))
                .use(FormLogin.of(
                        PasswordVerifier.of(passwords, accounts, hashing, throttle),
                        tokens.grant(),
                        new ReturnTo("/login"),
                        new ReturnTo("/")))
                .use(OAuthLogin.of(
                                URI.create("https://shop.example"),
                                AccountLinker.findOnly(links, accounts),
                                new MemoryPendingLoginStore(),
                                tokens.grant(),
                                KnownProviders.github("client", "secret"))
                        .withLinking(links)
                        .withBackChannelLogout(sessions, new MemoryAttemptStore(), tokens.logins())
                        .withProviderLogout(sessions, tokens.logins())
                        .withNativeApps(new MemoryOneTimeCodeStore(), accounts, tokens.grant()))
                .build();
    }

    private static NavigableSet<String> all(Pattern pattern, Path file) throws IOException {
        NavigableSet<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
