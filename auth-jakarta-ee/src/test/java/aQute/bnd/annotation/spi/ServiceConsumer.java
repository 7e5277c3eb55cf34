package aQute.bnd.annotation.spi;

/** Stands on a class of MicroProfile Config, and the compiler wants to see what it has; in a library of its own that nobody else needs. */
public @interface ServiceConsumer {
    Class<?> value();

    String effective() default "";
}
