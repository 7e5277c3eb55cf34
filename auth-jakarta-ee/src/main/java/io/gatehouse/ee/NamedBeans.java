package io.gatehouse.ee;

import jakarta.el.BeanNameResolver;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Beans as expressions name them, among those that the extension saw: those of the application need not be visible to a library's, and so
 * not to the resolver of CDI that a library gets. For one evaluation.
 */
final class NamedBeans extends BeanNameResolver {
    private final BeanManager manager;
    private final Map<String, Set<Bean<?>>> beans;
    private final List<CreationalContext<?>> made = new ArrayList<>();

    private NamedBeans(BeanManager manager, Map<String, Set<Bean<?>>> beans) {
        this.manager = manager;
        this.beans = beans;
    }

    /** Empty without CDI. */
    static Optional<NamedBeans> ofApplication() {
        try {
            BeanManager manager = CDI.current().getBeanManager();
            return Optional.of(new NamedBeans(
                    manager, manager.getExtension(GatehouseExtension.class).named()));
        } catch (IllegalStateException | IllegalArgumentException | LinkageError e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isNameResolved(@Nullable String name) {
        return name != null && beans.containsKey(name);
    }

    @Override
    public Object getBean(String name) {
        Bean<?> bean = manager.resolve(beans.getOrDefault(name, Set.of()));
        CreationalContext<?> context = manager.createCreationalContext(bean);
        made.add(context);
        return manager.getReference(bean, Object.class, context);
    }

    /** Destroys what was made for this evaluation alone. */
    void release() {
        made.forEach(CreationalContext::release);
    }
}
