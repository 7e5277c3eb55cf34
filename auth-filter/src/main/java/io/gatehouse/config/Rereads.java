package io.gatehouse.config;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hears what has changed in files that are read again while the application runs, and passes it on as soon as there is an engine. Safe for
 * any number of threads.
 */
final class Rereads implements Consumer<String> {
    private final AtomicReference<Consumer<String>> listener = new AtomicReference<>(text -> {});

    void reportTo(AuthEngine engine) {
        listener.set(text -> engine.report(AuthEvent.Type.SETTINGS_READ, text));
    }

    /** Hears a sentence without a secret. */
    @Override
    public void accept(String text) {
        listener.get().accept(text);
    }
}
