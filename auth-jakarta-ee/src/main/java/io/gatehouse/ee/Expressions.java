package io.gatehouse.ee;

import jakarta.el.ELManager;
import jakarta.el.ELProcessor;
import jakarta.enterprise.inject.spi.CDI;

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
        addBeans(manager);
        addConfig(processor);
        Object value = ELManager.getExpressionFactory()
                .createValueExpression(manager.getELContext(), text, String.class)
                .getValue(manager.getELContext());
        return String.valueOf(value);
    }

    private static void addBeans(ELManager manager) {
        try {
            manager.addELResolver(CDI.current().getBeanManager().getELResolver());
        } catch (IllegalStateException | LinkageError e) {
            // no CDI, no beans
        }
    }

    private static void addConfig(ELProcessor processor) {
        try {
            processor.defineBean(CONFIG, new ConfigValues());
        } catch (LinkageError e) {
            // the expression says that there is no such name
        }
    }
}
