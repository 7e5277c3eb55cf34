package io.gatehouse.testserver;

import java.util.ArrayList;
import java.util.List;

/**
 * What is deployed.
 *
 * @param application the name of a class: a JAX-RS application, or a {@code Consumer} of servlet contexts
 * @param parameters context parameters, name after value
 */
public record Setup(String application, List<String> parameters) {
    public static Setup of(String application) {
        return new Setup(application, List.of());
    }

    public Setup with(String name, String value) {
        List<String> more = new ArrayList<>(parameters);
        more.add(name);
        more.add(value);
        return new Setup(application, more);
    }
}
