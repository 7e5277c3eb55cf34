package io.gatehouse.it;

import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Every secret that went over the wire, so that logs can be searched for them. */
final class Secrets {
    private static final Set<String> MEMBERS = Set.of("accessToken", "refreshToken", "apiKey");
    private static final int TELLING = 20;

    private final Set<String> all = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();

    /** A new password. */
    String generate() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String secret = Base64URL.encode(bytes).toString();
        all.add(secret);
        return secret;
    }

    /** Remembers what a reply hands out. */
    void noteIn(Map<String, Object> reply) {
        reply.forEach((name, value) -> {
            if (MEMBERS.contains(name)) {
                all.add((String) value);
            }
        });
    }

    /** What must be found nowhere: of long secrets the end, which is no public part and is cut off last. */
    Set<String> traces() {
        return all.stream()
                .map(secret -> secret.substring(Math.max(0, secret.length() - TELLING)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
