package io.gatehouse.servlet;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** The containers that the adapter must behave the same on, embedded. */
enum Container {
    TOMCAT {
        @Override
        Running start(App... apps) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
            tomcat.setPort(0);
            // so that a slow body is given up soon
            tomcat.getConnector().setProperty("connectionTimeout", "1500");
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            for (App app : apps) {
                Context context =
                        tomcat.addContext(app.contextPath(), app.files().toString());
                Wrapper files = Tomcat.addServlet(context, "default", new DefaultServlet());
                files.setLoadOnStartup(1);
                files.addMapping("/");
                context.addWelcomeFile(App.WELCOME_FILE);
                context.addServletContainerInitializer((types, servlets) -> app.setUp(servlets), null);
                if (app.errorPage()) {
                    ErrorPage page = new ErrorPage();
                    page.setLocation(App.ERROR_PAGE);
                    context.addErrorPage(page);
                }
            }
            tomcat.start();
            return new Running(tomcat.getConnector().getLocalPort(), () -> {
                tomcat.stop();
                tomcat.destroy();
            });
        }
    },

    JETTY {
        @Override
        Running start(App... apps) throws Exception {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            connector.setIdleTimeout(1500);
            server.addConnector(connector);
            ContextHandlerCollection contexts = new ContextHandlerCollection();
            for (App app : apps) {
                ServletContextHandler context = new ServletContextHandler(
                        app.contextPath().isEmpty() ? "/" : app.contextPath(), ServletContextHandler.SESSIONS);
                context.setBaseResourceAsPath(app.files());
                context.setWelcomeFiles(new String[] {App.WELCOME_FILE});
                context.addServlet(org.eclipse.jetty.ee10.servlet.DefaultServlet.class, "/");
                context.addServletContainerInitializer((types, servlets) -> app.setUp(servlets));
                ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
                if (app.errorPage()) {
                    errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, App.ERROR_PAGE);
                }
                context.setErrorHandler(errors);
                contexts.addHandler(context);
            }
            server.setHandler(contexts);
            server.start();
            return new Running(connector.getLocalPort(), server::stop);
        }
    },

    UNDERTOW {
        @Override
        Running start(App... apps) throws Exception {
            PathHandler paths = new PathHandler();
            for (App app : apps) {
                ServletContainerInitializer initializer = (types, servlets) -> app.setUp(servlets);
                DeploymentInfo info = Servlets.deployment()
                        .setClassLoader(Container.class.getClassLoader())
                        .setDeploymentName("app" + app.contextPath())
                        .setContextPath(app.contextPath().isEmpty() ? "/" : app.contextPath())
                        .setResourceManager(new PathResourceManager(app.files()))
                        .addWelcomePage(App.WELCOME_FILE)
                        .addServletContainerInitializer(new ServletContainerInitializerInfo(
                                initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
                if (app.errorPage()) {
                    info.addErrorPage(new io.undertow.servlet.api.ErrorPage(App.ERROR_PAGE));
                }
                DeploymentManager manager = Servlets.newContainer().addDeployment(info);
                manager.deploy();
                paths.addPrefixPath(info.getContextPath(), manager.start());
            }
            Undertow undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 1500)
                    .setSocketOption(org.xnio.Options.READ_TIMEOUT, 1500)
                    .setIoThreads(1)
                    .setWorkerThreads(2)
                    .setHandler(paths)
                    .build();
            undertow.start();
            InetSocketAddress address =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            return new Running(address.getPort(), undertow::stop);
        }
    };

    /** Starts applications on a free port. */
    abstract Running start(App... apps) throws Exception;

    /** Something that stops a server. */
    interface Stop {
        void stop() throws Exception;
    }

    /** A server that runs. */
    record Running(int port, Stop stop) implements AutoCloseable {
        @Override
        public void close() {
            try {
                stop.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * An application.
     *
     * @param contextPath decoded, empty for the root
     * @param files static files
     * @param initializers what registers filters and servlets while it starts
     * @param errorPage whether errors are dispatched to {@link #ERROR_PAGE}, or worded by the container
     */
    record App(String contextPath, Path files, List<Consumer<ServletContext>> initializers, boolean errorPage) {
        App(String contextPath, Path files, List<Consumer<ServletContext>> initializers) {
            this(contextPath, files, initializers, true);
        }

        static final String WELCOME_FILE = "index.html";
        static final String ERROR_PAGE = "/error-page";

        /** Makes a directory with a welcome file in its root and below {@code dir}. */
        static Path someFiles() throws IOException {
            Path files = Files.createTempDirectory("files");
            Path below = Files.createDirectory(files.resolve("dir"));
            Files.writeString(files.resolve(WELCOME_FILE), "welcome");
            Files.writeString(below.resolve(WELCOME_FILE), "welcome below");
            return files;
        }

        void setUp(ServletContext context) {
            initializers.forEach(initializer -> initializer.accept(context));
        }
    }
}
