package io.gatehouse.rest.resteasy;

import io.gatehouse.access.AccessRule;
import io.gatehouse.access.AccessRules;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jboss.resteasy.spi.ConstructorInjector;
import org.jboss.resteasy.spi.InjectorFactory;
import org.jboss.resteasy.spi.MethodInjector;
import org.jboss.resteasy.spi.PropertyInjector;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jboss.resteasy.spi.ValueInjector;
import org.jboss.resteasy.spi.metadata.Parameter;
import org.jboss.resteasy.spi.metadata.ResourceClass;
import org.jboss.resteasy.spi.metadata.ResourceConstructor;
import org.jboss.resteasy.spi.metadata.ResourceLocator;
import org.jboss.resteasy.spi.metadata.ResourceMethod;
import org.jspecify.annotations.Nullable;

/** RESTEasy's own injectors; those for the parameters of annotated sub-resource locators hold the caller against them first. */
@SuppressWarnings({"rawtypes", "unchecked"}) // as RESTEasy declares them
final class GuardingInjectors implements InjectorFactory {
    private final InjectorFactory injectors;
    private final AccessRules rules = new AccessRules();

    private final @Nullable HttpServletRequest current;

    /** The request is RESTEasy's proxy for the one at hand. */
    GuardingInjectors(InjectorFactory injectors, @Nullable HttpServletRequest current) {
        this.injectors = injectors;
        this.current = current;
    }

    @Override
    public MethodInjector createMethodInjector(ResourceLocator method, ResteasyProviderFactory factory) {
        MethodInjector injector = injectors.createMethodInjector(method, factory);
        if (method instanceof ResourceMethod) {
            return injector;
        }
        Optional<AccessRule> rule = rules.of(method.getResourceClass().getClazz(), method.getMethod());
        return rule.<MethodInjector>map(it -> new LocatorGuard(injector, it, current))
                .orElse(injector);
    }

    @Override
    public ConstructorInjector createConstructor(Constructor constructor, ResteasyProviderFactory factory) {
        return injectors.createConstructor(constructor, factory);
    }

    @Override
    public ConstructorInjector createConstructor(Class<?> type, ResteasyProviderFactory factory) {
        return injectors.createConstructor(type, factory);
    }

    @Override
    public ConstructorInjector createConstructor(ResourceConstructor constructor, ResteasyProviderFactory factory) {
        return injectors.createConstructor(constructor, factory);
    }

    @Override
    public PropertyInjector createPropertyInjector(Class type, ResteasyProviderFactory factory) {
        return injectors.createPropertyInjector(type, factory);
    }

    @Override
    public PropertyInjector createPropertyInjector(ResourceClass type, ResteasyProviderFactory factory) {
        return injectors.createPropertyInjector(type, factory);
    }

    @Override
    public ValueInjector createParameterExtractor(
            Class type,
            AccessibleObject target,
            String defaultName,
            Class parameterType,
            Type genericType,
            Annotation[] annotations,
            ResteasyProviderFactory factory) {
        return injectors.createParameterExtractor(
                type, target, defaultName, parameterType, genericType, annotations, factory);
    }

    @Override
    public ValueInjector createParameterExtractor(
            Class type,
            AccessibleObject target,
            String defaultName,
            Class parameterType,
            Type genericType,
            Annotation[] annotations,
            boolean useDefault,
            ResteasyProviderFactory factory) {
        return injectors.createParameterExtractor(
                type, target, defaultName, parameterType, genericType, annotations, useDefault, factory);
    }

    @Override
    public ValueInjector createParameterExtractor(Parameter parameter, ResteasyProviderFactory factory) {
        return injectors.createParameterExtractor(parameter, factory);
    }
}
