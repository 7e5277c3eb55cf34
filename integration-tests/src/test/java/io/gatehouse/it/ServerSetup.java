package io.gatehouse.it;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Prepares the server before Arquillian reads where it is. Inside the server, where tests run too, there is nothing to do. */
final class ServerSetup implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (System.getProperty("gatehouse.server") != null) {
            context.getRoot().getStore(Namespace.create(ServerSetup.class)).computeIfAbsent("prepared", key -> {
                TestServer.current().prepare();
                return true;
            });
        }
    }
}
