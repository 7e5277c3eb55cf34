package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpHeaders;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** A response, and what the contract says about any of them. */
record Answer(String request, int status, HttpHeaders headers, String body) {

    /** Checks the status. */
    Answer is(int expected) {
        assertThat(status).as("%s answers %s", request, body).isEqualTo(expected);
        if (expected == 204) {
            assertThat(body).as("body of a 204").isEmpty();
        }
        return this;
    }

    /** Checks that it is a problem as in RFC 9457, with exactly the members of the contract. */
    Answer isProblem(int expected, String code) {
        is(expected);
        assertThat(mediaType()).isEqualTo("application/problem+json");
        Map<String, Object> json = json();
        assertThat(json)
                .containsKeys("type", "title", "status", "detail", "code", "requestId")
                .hasSize(json.containsKey("loginUri") ? 7 : 6);
        if (json.containsKey("loginUri")) {
            assertThat(expected).as("status of %s", body).isEqualTo(401);
            assertThat(text("loginUri")).endsWith("/account/");
        }
        assertThat(json.get("code")).as("%s: %s", request, body).isEqualTo(code);
        assertThat(((Number) json.get("status")).intValue()).isEqualTo(expected);
        for (String name : List.of("type", "title", "detail")) {
            assertThat(text(name)).as(name).isNotBlank();
        }
        assertThat(values("Cache-Control")).containsExactly("no-store");
        if (expected == 401) {
            assertThat(challenges()).as("challenges of a 401").isNotEmpty();
        }
        return this;
    }

    /** Checks that it says when to come again. */
    Answer saysWhenToRetry(int mostSeconds) {
        assertThat(values("Retry-After")).hasSize(1);
        assertThat(Integer.parseInt(values("Retry-After").get(0))).isBetween(1, mostSeconds);
        return this;
    }

    /** Checks that nobody may keep it. */
    Answer isNotStored() {
        assertThat(values("Cache-Control")).as("Cache-Control of %s", request).containsExactly("no-store");
        return this;
    }

    List<String> values(String header) {
        return headers.allValues(header);
    }

    List<String> challenges() {
        return values("WWW-Authenticate");
    }

    /** Without parameters; empty if there is none. */
    String mediaType() {
        String type = headers.firstValue("Content-Type").orElse("");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    }

    Map<String, Object> json() {
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            throw new AssertionError(request + " answers no JSON object: " + body, e);
        }
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list() {
        try {
            return (List<Map<String, Object>>) (List<?>) JSONArrayUtils.parse(body);
        } catch (ParseException e) {
            throw new AssertionError(request + " answers no JSON array: " + body, e);
        }
    }

    /** A member that is a string. */
    String text(String name) {
        assertThat(json().get(name)).as("%s in %s", name, body).isInstanceOf(String.class);
        return (String) json().get(name);
    }
}
