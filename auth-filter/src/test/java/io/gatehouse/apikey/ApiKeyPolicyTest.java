package io.gatehouse.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyPolicyTest {
    private final ApiKeyPolicy policy = ApiKeyPolicy.standard();

    @Test
    void documentsTheExpressionOfItsPrefix() {
        assertThat(policy.withPrefix("acme").expression()).isEqualTo("acme_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "ninechars", "Gth", "g_h", "g1h", "gtħ"})
    void refusesAPrefixThatScannersCannotFind(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withPrefix(prefix));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "X API Key", "X-API-Key:", "X\"Key", "X\r\nKey", "Schlüssel", "Authorization", "COOKIE"})
    void refusesAHeaderThatCannotCarryAKey(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withHeaderName(name));
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withMaxLiveKeys(0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withMaxLifetime(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withMaxLifetime(Duration.ofDays(36_501)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withDefaultLifetime(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withFlushInterval(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withFlushInterval(Duration.ofHours(2)));
        ApiKeyPolicy day = policy.withMaxLifetime(Duration.ofDays(1));
        assertThatIllegalArgumentException().isThrownBy(() -> day.withDefaultLifetime(Duration.ofDays(2)));
    }

    @Test
    void longestLifetimeCapsWhatIsWanted() {
        Optional<Duration> hour = Optional.of(Duration.ofHours(1));
        Optional<Duration> day = Optional.of(Duration.ofDays(1));
        assertThat(policy.capped(Optional.empty())).isEmpty();
        assertThat(policy.capped(day)).isEqualTo(day);
        ApiKeyPolicy capping = policy.withMaxLifetime(Duration.ofHours(1));
        assertThat(capping.capped(Optional.empty())).isEqualTo(hour);
        assertThat(capping.capped(day)).isEqualTo(hour);
        assertThat(capping.capped(hour)).isEqualTo(hour);
    }
}
