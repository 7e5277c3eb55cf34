package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and blocks of them (RFC 4291, RFC 4632). */
final class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, 0:0:0:0:0:0:0:0",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
        "2001:db8::, 2001:db8:0:0:0:0:0:0",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1::3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
        "::ffff:192.0.2.1, 192.0.2.1",
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
        "64:ff9b::192.0.2.1, 64:ff9b:0:0:0:0:c000:201",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void everySpellingIsOneAddress(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString("Optional[" + canonical + "]");
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "proxy.example",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4 ",
                "1.2.3.-4",
                "1.2..3",
                "1.2.3.",
                "0x7f.0.0.1",
                "2130706433",
                "\u0661.2.3.4",
                ":",
                ":::",
                "::1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:",
                ":1",
                "[::1]",
                "fe80::1%eth0",
                "\uff11::"
            })
    void anythingElseIsNone(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"})
    void knowsTheMachinesOwn(String text) {
        assertThat(IpAddress.parse(text).orElseThrow().isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"128.0.0.1", "10.0.0.1", "::2", "::", "::7f00:1", "1::1"})
    void knowsWhatIsNotTheMachinesOwn(String text) {
        assertThat(IpAddress.parse(text).orElseThrow().isLoopback()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, 11.0.0.1",
        "10.0.0.0/8, ::ffff:10.0.0.1, ::10.0.0.1",
        "192.0.2.128/25, 192.0.2.255, 192.0.2.127",
        "192.0.2.7, 192.0.2.7, 192.0.2.6",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "::ffff:10.0.0.0/104, 10.1.2.3, 11.0.0.1",
        "fd00::/8, fdff::1, fe00::1",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
        "2001:db8::/64, 2001:db8::ffff:0:0:1, 2001:db8:0:1::1",
        "2001:db8::8000:0:0:0/65, 2001:db8::ffff:0:0:1, 2001:db8::7fff:0:0:1",
        "::1, ::1, ::2",
        "::/1, 1::, 127.0.0.1",
        "0.0.0.0/1, 1.2.3.4, ::1"
    })
    void blocksEndWhereTheySay(String block, String inside, String outside) {
        assertThat(AddressRange.of(block).contains(IpAddress.parse(inside).orElseThrow()))
                .isTrue();
        assertThat(AddressRange.of(block).contains(IpAddress.parse(outside).orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example, names are not looked up",
        "'', names are not looked up",
        "10.0.0.0/, 0 to 32",
        "10.0.0.0/33, 0 to 32",
        "10.0.0.0/08, 0 to 32",
        "10.0.0.0/-1, 0 to 32",
        "::/129, 0 to 128",
        "10.0.0.1/8, beyond the first 8",
        "fd00::1/8, beyond the first 8",
        "0.0.0.0/0, anyone",
        "::/0, anyone",
        "::ffff:0:0/96, anyone"
    })
    void refusesBlocksThatAreMistakes(String block, String reason) {
        assertThatThrownBy(() -> AddressRange.of(block))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + block + "\"")
                .hasMessageContaining(reason);
    }

    @Test
    void thereAreSomeProxiesAndNotTooMany() {
        assertThatThrownBy(() -> TrustedProxies.of()).hasMessageContaining("1 to 256");
        String[] many = new String[257];
        java.util.Arrays.fill(many, "::1");
        assertThatThrownBy(() -> TrustedProxies.of(many)).hasMessageContaining("1 to 256");
    }
}
