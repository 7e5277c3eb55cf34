package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.StubKit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StubTest {

    @Test
    void keepsItsName() {
        assertThat(StubKit.named("a").name()).isEqualTo(Optional.of("a"));
    }
}
