package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.gatehouse.it.Client.Tokens;
import io.gatehouse.testkit.RawHttp;
import io.gatehouse.testkit.SameAnswer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wrong passwords, too many of them, and a new one. */
interface PasswordJourney extends Journey {

    @Test
    default void answersWrongAndUnknownLoginsByteForByteAlike() throws IOException {
        String wrong = rawLogin(ADA, "not the password of anybody");
        assertThat(wrong).startsWith("401").contains("\"code\":\"LOGIN_FAILED\"");
        assertThat(rawLogin("nobody@example.com", "not the password of anybody"))
                .isEqualTo(wrong);
        assertThat(rawLogin("no login name at all", "not the password of anybody"))
                .isEqualTo(wrong);
        assertThat(rawLogin("nobody@example.com", tomcat().password())).isEqualTo(wrong);
        assertThat(rawLogin(ADA, "short")).isEqualTo(wrong);
        assertThat(rawLogin(ADA, "long".repeat(1000))).isEqualTo(wrong);
        login(ADA);
    }

    @Test
    default void throttlesGuessing() throws IOException {
        String victim = "throttled@example.com";
        for (int i = 0; i < 10; i++) {
            client().tryLogin(victim, "guess number " + i).isProblem(401, "LOGIN_FAILED");
        }
        client().tryLogin(victim, "guess number 10")
                .isProblem(429, "LOGIN_THROTTLED")
                .saysWhenToRetry(30);
        client().tryLogin(" Throttled@EXAMPLE.com", "guess number 11").isProblem(429, "LOGIN_THROTTLED");
        login(ADA);
    }

    @Test
    default void changesAPasswordAndEndsTheOtherLogins() throws IOException {
        String old = tomcat().password();
        String changed = tomcat().secrets().generate();
        Tokens other = login(GRACE);
        Tokens tokens = login(GRACE);

        change(tokens, old, changed).is(204);
        client().tryLogin(GRACE, old).isProblem(401, "LOGIN_FAILED");
        client().get("/api/profile", other.bearer()).isProblem(401, "TOKEN_REVOKED");
        client().refresh(other.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
        client().get("/api/profile", tokens.bearer()).is(200);
        client().login(GRACE, changed);
        login(ADA);

        change(tokens, changed, old).is(204);
        login(GRACE);
    }

    @Test
    default void changesNothingWithoutTheCurrentPassword() throws IOException {
        Tokens tokens = login(ADA);
        change(tokens, "not the password of anybody", tomcat().secrets().generate())
                .isProblem(401, "LOGIN_FAILED");
        login(ADA);
    }

    @Test
    default void refusesAPasswordThatIsTooShort() throws IOException {
        change(login(ADA), tomcat().password(), "fourteen chars").isProblem(422, "PASSWORD_REFUSED");
        login(ADA);
    }

    @Test
    default void refusesAPasswordThatIsCommon() throws IOException {
        change(login(ADA), tomcat().password(), "passwordpassword").isProblem(422, "PASSWORD_REFUSED");
    }

    private Answer change(Tokens tokens, String current, String wanted) throws IOException {
        return client().postJson(
                        "/api/auth/password",
                        Map.of("currentPassword", current, "newPassword", wanted),
                        tokens.bearer());
    }

    /** The whole answer as it came, but for its date. */
    private String rawLogin(String email, String password) throws IOException {
        String body = JSONObjectUtils.toJSONString(Map.of("email", email, "password", password));
        try (RawHttp http = RawHttp.connect(tomcat().port())) {
            RawHttp.Response response = http.send("POST " + tomcat().contextPath() + "/api/auth/login HTTP/1.1\r\n"
                            + "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                            + "\r\nConnection: close\r\n\r\n" + body)
                    .read();
            StringBuilder text = new StringBuilder().append(response.status()).append('\n');
            response.lines().stream()
                    .filter(line -> !line.startsWith("Date:"))
                    .forEach(line -> text.append(line).append('\n'));
            return text.append(SameAnswer.of(response.body())).toString();
        }
    }
}
