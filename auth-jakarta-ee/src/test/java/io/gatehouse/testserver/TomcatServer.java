package io.gatehouse.testserver;

import io.gatehouse.servlet.AuthFilter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** Tomcat with one application; made by {@link Surroundings} in a class loader of its own. */
public final class TomcatServer implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    public TomcatServer(String surroundings, String application, List<String> parameters) throws Exception {
        // a JVM can have one only, and this is not the only server in it
        TomcatURLStreamHandlerFactory.disable();
        tomcat.setBaseDir(Files.createTempDirectory("gatehouse-rest").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context =
                tomcat.addContext("", Files.createTempDirectory("gatehouse-app").toString());
        context.setParentClassLoader(TomcatServer.class.getClassLoader());
        for (int i = 0; i < parameters.size(); i += 2) {
            context.addParameter(parameters.get(i), parameters.get(i + 1));
        }
        context.addServletContainerInitializer((types, servlets) -> setUp(surroundings, application, servlets), null);
        Tomcat.addServlet(context, "default", new TextServlet("a file")).addMapping("/");
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            tomcat.stop();
            throw new IllegalStateException("the application did not start");
        }
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static void setUp(String surroundings, String application, ServletContext context) {
        if (!"none".equals(context.getInitParameter("engine"))) {
            new AuthFilter(TestEngine.create()).register(context);
        }
        switch (surroundings) {
            case "JERSEY" -> rest(context, "org.glassfish.jersey.servlet.ServletContainer", application);
            case "RESTEASY" ->
                rest(context, "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher", application);
            default -> servlets(context, application);
        }
    }

    private static void rest(ServletContext context, String servlet, String application) {
        context.setInitParameter("resteasy.servlet.mapping.prefix", "/api");
        ServletRegistration.Dynamic rest = context.addServlet("rest", servlet);
        rest.setInitParameter("jakarta.ws.rs.Application", application);
        rest.setLoadOnStartup(1);
        rest.setAsyncSupported(true);
        rest.addMapping("/api/*");
    }

    @SuppressWarnings("unchecked")
    private static void servlets(ServletContext context, String application) {
        try {
            Object made = TomcatServer.class
                    .getClassLoader()
                    .loadClass(application)
                    .getConstructor()
                    .newInstance();
            ((Consumer<ServletContext>) made).accept(context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
