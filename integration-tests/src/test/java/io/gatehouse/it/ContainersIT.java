package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainersIT {

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.tomcat10", "gatehouse.tomcat11"})
    void containerIsUnpacked(String property) {
        assertThat(Path.of(System.getProperty(property)).resolve("bin/bootstrap.jar"))
                .isRegularFile();
    }

    @Test
    void exampleIsBuilt() {
        assertThat(Path.of(System.getProperty("gatehouse.war"))).isRegularFile();
    }
}
