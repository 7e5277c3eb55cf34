package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class LoginNameTest {
    @Test
    void spacesAroundAndCaseDoNotMatter() {
        assertThat(LoginName.parse("\u2003 Ada@Example.COM\t")).contains(new LoginName("ada@example.com"));
    }

    @Test
    void caseDoesNotDependOnTheServersLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr", "TR"));
        try {
            assertThat(LoginName.of("ADMIN@IBIS.EXAMPLE").value()).isEqualTo("admin@ibis.example");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nobodyHasANameThatIsEmptyTooLongOrNoText() {
        assertThat(LoginName.parse("a".repeat(320))).isPresent();
        for (String name :
                List.of("", "  ", "a".repeat(321), "a".repeat(100_000), "a\0b", "a\r\nb", "a\ud83e", "\u0085a")) {
            assertThat(LoginName.parse(name)).isEmpty();
        }
    }

    @Test
    void thereIsNoNameInAnotherForm() {
        for (String name : List.of(" a", "A", "")) {
            assertThatThrownBy(() -> new LoginName(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> LoginName.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
