package io.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as one client. */
final class AddressBlockTest {
    /** RFC 4291 section 2.2: one address, many spellings. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::FFFF:203.0.113.7, 203.0.113.7",
        "::ffff:cb00:7107, 203.0.113.7",
        "0:0:0:0:0:ffff:cb00:7107, 203.0.113.7",
        "::, 0:0:0:0::/64",
        "::1, 0:0:0:0::/64",
        "2001:db8::1, 2001:db8:0:0::/64",
        "2001:0DB8:0000::1, 2001:db8:0:0::/64",
        "2001:db8:0:0:1:2:3:4, 2001:db8:0:0::/64",
        "2001:db8:1:2::, 2001:db8:1:2::/64",
        "2001:db8:1:2:3::, 2001:db8:1:2::/64",
        "2001:db8:1:2::203.0.113.7, 2001:db8:1:2::/64",
        "1:2:3:4:5:6:7:8, 1:2:3:4::/64",
        "1:2:3:4:5:6:203.0.113.7, 1:2:3:4::/64",
        "fe80::1, fe80:0:0:0::/64"
    })
    void namesTheBlockOfAnAddress(String address, String block) {
        assertThat(AddressBlock.of(address)).isEqualTo(block);
    }

    @ParameterizedTest
    @CsvSource({
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        ":::",
        "12345::",
        "g::1",
        "::1.2.3",
        "::1.2.3.256",
        "::1.2.3.4.5",
        "::-1",
        "unknown",
        "::1%eth0"
    })
    void leavesWhatIsNoAddressAlone(String text) {
        assertThat(AddressBlock.of(text)).isEqualTo(text);
    }
}
