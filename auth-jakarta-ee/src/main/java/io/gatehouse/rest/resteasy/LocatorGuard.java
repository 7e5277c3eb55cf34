package io.gatehouse.rest.resteasy;

import io.gatehouse.Reply;
import io.gatehouse.access.AccessCheck;
import io.gatehouse.access.AccessRefusedException;
import io.gatehouse.access.AccessRule;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.MethodInjector;
import org.jboss.resteasy.spi.ValueInjector;
import org.jspecify.annotations.Nullable;

/** Holds the caller against a locator's annotations before its parameters are read, and so before it runs. */
final class LocatorGuard implements MethodInjector {
    private final MethodInjector injector;
    private final AccessRule rule;
    private final @Nullable HttpServletRequest current;

    LocatorGuard(MethodInjector injector, AccessRule rule, @Nullable HttpServletRequest current) {
        this.injector = injector;
        this.rule = rule;
        this.current = current;
    }

    @Override
    public Object injectArguments(HttpRequest request, HttpResponse response) {
        check();
        return injector.injectArguments(request, response);
    }

    @Override
    public Object invoke(HttpRequest request, HttpResponse response, Object resource) {
        check();
        return injector.invoke(request, response, resource);
    }

    @Override
    public ValueInjector[] getParams() {
        return injector.getParams();
    }

    @Override
    public boolean expectsBody() {
        return injector.expectsBody();
    }

    private void check() {
        HttpServletRequest asked = current;
        if (asked == null) {
            throw new IllegalStateException("annotations can be checked in a servlet container only");
        }
        Optional<Reply> reply = AccessCheck.refuse(asked, rule);
        if (reply.isPresent()) {
            throw new AccessRefusedException(reply.get(), rule.source());
        }
    }
}
