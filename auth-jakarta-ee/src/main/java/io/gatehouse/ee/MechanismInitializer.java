package io.gatehouse.ee;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.servlet.ConfiguredAuthFilter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Registers the filter for the settings of a {@link GatehouseMechanism}, of which the container tells. Found by the container. */
@HandlesTypes(GatehouseMechanism.class)
public final class MechanismInitializer implements ServletContainerInitializer {
    /** For the container. */
    public MechanismInitializer() {}

    /**
     * Registers the filter, if there is the annotation.
     *
     * @throws ServletException if it stands on two classes, or there is an {@code AuthFilter} that code has registered
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) throws ServletException {
        Set<Class<?>> annotated = types == null
                ? Set.of()
                : types.stream()
                        .filter(type -> type.isAnnotationPresent(GatehouseMechanism.class))
                        .collect(Collectors.toSet());
        if (annotated.isEmpty()) {
            return;
        }
        if (annotated.size() > 1) {
            Set<String> names = annotated.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
            throw new ServletException("@GatehouseMechanism stands on " + String.join(" and ", names)
                    + ": an application has one, remove the others");
        }
        context.setAttribute(AnnotationSettings.ATTRIBUTE, annotated.iterator().next());
        try {
            ConfiguredAuthFilter.register(context);
        } catch (ConfigurationException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }
}
