package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;

/** Decodes paths under a policy, or sees them refused. */
final class RawPaths {
    private RawPaths() {}

    static String strict(String raw) throws Rejection {
        return RawPath.decode(raw, UrlPolicy.strict());
    }

    static void assertRefused(String raw, UrlPolicy policy, String why) {
        assertThatThrownBy(() -> RawPath.decode(raw, policy))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.problem().type()).isEqualTo(RequestProblems.REQUEST_MALFORMED))
                .hasMessageContaining(why);
    }

    static void assertRefused(String raw, String why) {
        assertRefused(raw, UrlPolicy.strict(), why);
    }
}
