package io.gatehouse.ee;

import jakarta.el.ELManager;
import jakarta.el.ELProcessor;
import java.util.Optional;

/** Evaluates texts as Jakarta Security does those of its own annotations. Loaded where Jakarta Expression Language is needed only. */
final class Expressions {
    private static final String CONFIG = "config";

    private Expressions() {}

    /**
     * Evaluates a text with expressions.
     *
     * @throws jakarta.el.ELException if it is none, or a bean is missing
     */
    static String evaluate(String text) {
        ELProcessor processor = new ELProcessor();
        ELManager manager = processor.getELManager();
        addConfig(processor);
        Optional<NamedBeans> beans = NamedBeans.ofApplication();
        beans.ifPresent(manager::addBeanNameResolver);
        try {
            Object value = ELManager.getExpressionFactory()
                    .createValueExpression(manager.getELContext(), text, String.class)
                    .getValue(manager.getELContext());
            return String.valueOf(value);
        } finally {
            beans.ifPresent(NamedBeans::release);
        }
    }

    private static void addConfig(ELProcessor processor) {
        try {
            processor.defineBean(CONFIG, new ConfigValues());
        } catch (LinkageError e) {
            // without MicroProfile Config the expression says that there is no such name
        }
    }
}
