package io.gatehouse.rest.jersey;

import io.gatehouse.Reply;
import io.gatehouse.access.AccessCheck;
import io.gatehouse.access.AccessRule;
import io.gatehouse.access.AccessRules;
import io.gatehouse.rest.Responses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/** Holds callers against the annotations of sub-resource locators, when one was found for a request and before it runs. */
public final class LocatorGuard implements ApplicationEventListener, RequestEventListener {
    private final AccessRules rules = new AccessRules();

    @Context
    private @Nullable HttpServletRequest request;

    /** For Jersey. */
    public LocatorGuard() {}

    @Override
    public void onEvent(ApplicationEvent event) {
        // what happens to the application is of no interest
    }

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
        return this;
    }

    /** Jersey lets what is thrown here end the request, and maps no exceptions here but those that bring their answer. */
    @Override
    public void onEvent(RequestEvent event) {
        if (event.getType() != RequestEvent.Type.LOCATOR_MATCHED) {
            return;
        }
        ExtendedUriInfo uri = event.getUriInfo();
        List<ResourceMethod> locators = uri.getMatchedResourceLocators();
        Invocable locator = locators.get(0).getInvocable();
        Class<?> type = uri.getMatchedResources().get(0).getClass();
        Optional<AccessRule> rule = rules.of(type, locator.getHandlingMethod());
        if (rule.isPresent()) {
            HttpServletRequest asked = request;
            if (asked == null) {
                throw new IllegalStateException("annotations can be checked in a servlet container only");
            }
            Optional<Reply> reply = AccessCheck.refuse(asked, rule.get());
            if (reply.isPresent()) {
                throw new WebApplicationException(Responses.of(reply.get()));
            }
        }
    }
}
