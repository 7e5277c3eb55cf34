package io.gatehouse.ee;

import io.gatehouse.Identity;
import io.gatehouse.ee.injection.KeptIdentity;
import io.gatehouse.servlet.ServletAdapter;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Makes {@code Identity} and {@code Optional<Identity>} beans. Both are values, of which no container can make a proxy, so they are
 * looked up once, when their bean is made: hence the check of who asks.
 */
final class IdentityProducer {
    @Produces
    static Optional<Identity> caller(HttpServletRequest request, InjectionPoint point) {
        KeptIdentity.in(point).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return ServletAdapter.caller(request);
    }

    @Produces
    static Identity identity(HttpServletRequest request, InjectionPoint point) {
        return caller(request, point).orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }
}
