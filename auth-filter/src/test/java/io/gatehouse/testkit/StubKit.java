package io.gatehouse.testkit;

import io.gatehouse.Stub;
import java.util.Optional;

public final class StubKit {

    private StubKit() {}

    public static Stub named(String name) {
        return new Stub(Optional.of(name));
    }
}
