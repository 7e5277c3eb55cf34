package io.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a login ends: never on another origin. */
final class ReturnToTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/%5cevil.example",
                "/%2fevil.example",
                "/%2F/evil.example",
                "/.//evil.example",
                "/..//evil.example",
                "/a/..//evil.example",
                "/%2e%2e//evil.example",
                "/a//evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/%09/evil.example",
                "/%0d%0aSet-Cookie:a=b",
                "\r\nLocation: https://evil.example",
                " //evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                ".evil.example",
                ":443@evil.example",
                "",
                "?a",
                "#a",
                "/a#b",
                "/\u2215evil.example",
                "/\uff0fevil.example",
                "/%zz",
                "/a b"
            })
    void refuses(String text) {
        assertThat(ReturnTo.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ReturnTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orders",
                "/orders/",
                "/orders?page=2&q=a%20b",
                "/caf%C3%A9",
                "/a@b:c",
                "/go?to=https://elsewhere.example//x",
                "/.well-known/x"
            })
    void accepts(String path) {
        assertThat(ReturnTo.parse(path)).hasValue(new ReturnTo(path));
    }

    @Test
    void isNoLongerThanAnAddressMayBe() {
        assertThat(ReturnTo.parse("/" + "a".repeat(ReturnTo.MAX_LENGTH))).isEmpty();
        assertThat(ReturnTo.parse("/" + "a".repeat(ReturnTo.MAX_LENGTH - 1))).isPresent();
    }
}
