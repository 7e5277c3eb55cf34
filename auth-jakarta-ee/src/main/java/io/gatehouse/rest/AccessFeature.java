package io.gatehouse.rest;

import io.gatehouse.access.AccessRule;
import io.gatehouse.access.AccessRules;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a filter before every resource method whose annotations say who may call it. Found by JAX-RS itself (REST 3.1 section 4.1.2);
 * the application adds nothing.
 */
public final class AccessFeature implements DynamicFeature {
    /**
     * A property of the JAX-RS application or a context parameter: {@code true} refuses every method that no annotation speaks of, and
     * names it in the log.
     */
    public static final String DENY_UNANNOTATED = "gatehouse.deny-unannotated";

    /** Before an implementation's own checks of roles, which answer 403 to people who are not signed in. */
    private static final int PRIORITY = Priorities.AUTHORIZATION - 500;

    private static final Logger LOG = LoggerFactory.getLogger(AccessFeature.class);

    private final AccessRules rules = new AccessRules();

    @Context
    private @Nullable HttpServletRequest request;

    @Context
    private @Nullable ServletContext application;

    /** For JAX-RS. */
    public AccessFeature() {}

    /**
     * Adds the filter.
     *
     * @throws IllegalStateException if annotations contradict each other, or the switch is neither true nor false
     */
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Optional<AccessRule> rule = rules.of(resource.getResourceClass(), resource.getResourceMethod());
        if (rule.isEmpty() && deniesUnannotated(context.getConfiguration())) {
            String name = resource.getResourceClass().getName() + "."
                    + resource.getResourceMethod().getName();
            LOG.warn("{} has no annotation that says who may call it: it is refused to everybody", name);
            rule = Optional.of(AccessRule.nobody(name));
        }
        rule.ifPresent(it -> context.register(new AccessFilter(it, request), PRIORITY));
    }

    private boolean deniesUnannotated(Configuration configuration) {
        Object value = configuration.getProperty(DENY_UNANNOTATED);
        ServletContext context = application;
        if (value == null && context != null) {
            value = context.getInitParameter(DENY_UNANNOTATED);
        }
        String text = value == null ? "false" : value.toString();
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalStateException(DENY_UNANNOTATED + " is true or false, not " + text);
        }
        return text.equals("true");
    }
}
