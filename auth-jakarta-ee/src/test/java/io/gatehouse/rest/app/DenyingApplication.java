package io.gatehouse.rest.app;

import java.util.Map;

/** Refuses what is not annotated. */
public class DenyingApplication extends RestApplication {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("gatehouse.deny-unannotated", true);
    }
}
