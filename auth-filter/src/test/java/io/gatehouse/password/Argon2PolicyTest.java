package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Argon2PolicyTest {
    @Test
    void standardIsWhatOwaspRecommends() {
        assertThat(Argon2Policy.standard()).isEqualTo(new Argon2Policy(19_456, 2, 1));
    }

    @ParameterizedTest
    @CsvSource({"19455,2,1", "19456,1,1", "0,2,1", "-1,2,1", "19456,-2,1", "47104,1,1"})
    void refusesWhatIsWeakerThanOwaspRecommends(int memory, int iterations, int parallelism) {
        assertThatThrownBy(() -> new Argon2Policy(memory, iterations, parallelism))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too weak");
    }

    @ParameterizedTest
    @CsvSource({"1048577,2,1", "2147483647,2,1", "1048576,5,1", "19456,2147483647,1", "19456,2,0", "19456,2,17"})
    void refusesWhatCouldStopAServer(int memory, int iterations, int parallelism) {
        assertThatThrownBy(() -> new Argon2Policy(memory, iterations, parallelism))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too costly");
    }

    @ParameterizedTest
    @CsvSource({"65536,3,4", "19456,215,1", "1048576,4,16"})
    void takesWhatIsStronger(int memory, int iterations, int parallelism) {
        assertThatCode(() -> new Argon2Policy(memory, iterations, parallelism)).doesNotThrowAnyException();
    }
}
