package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ways around the rules by URLs that two readers could understand differently. */
interface HostileUrlJourney extends Journey {

    /** Spellings of {@code /api/X}, below the context. */
    static List<String> spellings(String resource) {
        char first = resource.charAt(0);
        String rest = resource.substring(1);
        String upper = String.valueOf(Character.toUpperCase(first));
        String escaped = "%" + Integer.toHexString(first);
        return Stream.of(
                        // empty and dot segments
                        "//api/X",
                        "/api//X",
                        "///api/X",
                        "/./api/X",
                        "/api/./X",
                        "/api/X/.",
                        "/api/X/./",
                        "/api/public/../X",
                        "/api/public/ping/../../X",
                        "/api/../api/X",
                        "/../api/X",
                        // encoded dots and slashes
                        "/%2e/api/X",
                        "/api/%2e/X",
                        "/api/public/%2e%2e/X",
                        "/api/public/.%2e/X",
                        "/api/public/%2E./X",
                        "/api%2fX",
                        "/api%2FX",
                        "/api/public%2f..%2fX",
                        "/api/public/..%2fX",
                        "/api/X%2f",
                        "/%2fapi/X",
                        // path parameters
                        "/api/X;x=y",
                        "/api/X;",
                        "/api;x=y/X",
                        "/;/api/X",
                        "/api/public;/../X",
                        "/api/public/..;/X",
                        "/api/public/..;x=y/X",
                        "/api/public/ping/..;/..;/X",
                        "/api/public/%2e%2e;/X",
                        "/api/X%3b",
                        "/api/X;jsessionid=0123456789ABCDEF",
                        // backslashes
                        "\\api\\X",
                        "/api\\X",
                        "/api/public\\..\\X",
                        "/api/public/..\\X",
                        "/api%5cX",
                        "/api/public/..%5cX",
                        // characters that end or vanish
                        "/api/X%00",
                        "/api/X%00.json",
                        "/api/X%0a",
                        "/api/X%0d%0a",
                        "/api/X%09",
                        "/api/X\t",
                        "/api/X%20",
                        "/api/X.",
                        "/api/X..",
                        "/api/X%2e",
                        "/api/X/",
                        "/api/X//",
                        "/api/X.json",
                        "/api/X%23",
                        "/api/X%3f",
                        "/api/X%ad",
                        // encoded twice, in no standard's way, or in too many bytes
                        "/api%252fX",
                        "/api/public/%252e%252e/X",
                        "/api%u002fX",
                        "/api/public/%u002e%u002e/X",
                        "/api%c0%afX",
                        "/api/public/%c0%ae%c0%ae/X",
                        "/api%e0%80%afX",
                        "/api/%",
                        "/api/X%",
                        // look-alikes
                        "/api%ef%bc%8fX",
                        "/api/public/%ef%bc%8e%ef%bc%8e/X",
                        "/api%e2%88%95X",
                        // letters
                        "/API/X",
                        "/Api/X",
                        "/api/" + upper + rest,
                        "/api/" + escaped + rest,
                        "/%61pi/X",
                        // forms of a request target
                        "http://localhost/api/public/../X",
                        "http://localhost//api/X",
                        "http://localhost/api/X;x=y",
                        "http://user@localhost/api/./X",
                        "http:/api/X",
                        "http:api/X",
                        "api/X",
                        "*")
                .map(target -> target.replace("X", resource))
                .toList();
    }

    @Test
    default void findsNoWayToTheAdministration() throws IOException {
        findsNoWay("admin", "Authorization: Bearer " + login(ADA).access());
    }

    @Test
    default void findsNoWayToTheData() throws IOException {
        findsNoWay("data", "Authorization: Bearer " + login(ADA).access());
    }

    @Test
    default void findsNoWayToTheProfile() throws IOException {
        findsNoWay("profile");
    }

    @Test
    default void letsNobodyInByAHeaderThatNamesAnotherPath() throws IOException {
        for (String header : List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Path")) {
            assertThat(answerOf(root() + "/api/public/ping", header + ": /api/admin")
                            .body())
                    .doesNotContain("\"admin\"");
            assertThat(answerOf(root() + "/api/admin", header + ": /api/public/ping")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(RawHttp.exchange(tomcat().port(), "POST", root() + "/api/admin", "X-HTTP-Method-Override: GET")
                        .status())
                .isEqualTo(401);
    }

    @Test
    default void understandsTheAbsoluteForm() throws IOException {
        assertThat(answerOf("http://localhost" + root() + "/api/public/ping").status())
                .isEqualTo(200);
        assertThat(answerOf("http://localhost" + root() + "/api/admin").status())
                .isEqualTo(401);
    }

    private void findsNoWay(String resource, String... headers) throws IOException {
        List<String> found = new ArrayList<>();
        for (String spelling : spellings(resource)) {
            String target = underContext(spelling);
            RawHttp.Response answer = answerOf(target, headers);
            boolean told = Stream.of("\"admin\":", "\"data\":", "\"user\":")
                    .anyMatch(member -> answer.body().contains(member));
            if (answer.status() < 400 || answer.status() >= 500 || told) {
                found.add(target + " -> " + answer.status());
            }
        }
        assertThat(found).as("ways to %s", resource).isEmpty();
    }

    /** Where the spelling begins with more than one slash, these come before the context too. */
    private String underContext(String spelling) {
        if (spelling.startsWith("http://")) {
            int path = spelling.indexOf('/', "http://".length());
            return spelling.substring(0, path) + root() + spelling.substring(path);
        }
        return spelling.equals("*") || !spelling.startsWith("/") ? spelling : root() + spelling;
    }

    private String root() {
        return tomcat().contextPath();
    }

    private RawHttp.Response answerOf(String target, String... headers) throws IOException {
        return RawHttp.exchange(tomcat().port(), "GET", target, headers);
    }
}
