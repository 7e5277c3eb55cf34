package io.gatehouse.example;

import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param publicUrl where clients reach the application; the issuer of its tokens
 * @param demoPassword the password of the demo accounts; generated if empty
 */
record Settings(String publicUrl, Optional<String> demoPassword) {
    static Settings from(Map<String, String> environment) {
        String port = environment.getOrDefault("PORT", "8080");
        return new Settings(
                environment.getOrDefault("PUBLIC_URL", "http://localhost:" + port),
                Optional.ofNullable(environment.get("DEMO_PASSWORD")).filter(password -> !password.isBlank()));
    }
}
