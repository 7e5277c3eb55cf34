package io.gatehouse.config;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import java.util.function.Consumer;

/**
 * Hears what has changed in files that are read again while the application runs, and passes it on as soon as there is an engine. Safe for
 * any number of threads.
 */
final class Rereads implements Consumer<String> {
    private volatile Consumer<String> listener = text -> {};

    void reportTo(AuthEngine engine) {
        listener = text -> engine.report(AuthEvent.Type.SETTINGS_READ, text);
    }

    /** Hears a sentence without a secret. */
    @Override
    public void accept(String text) {
        listener.accept(text);
    }
}
