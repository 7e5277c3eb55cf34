package io.gatehouse.it.ee.tomcat;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.glassfish.soteria.mechanisms.jaspic.HttpBridgeServerAuthModule;
import org.glassfish.soteria.mechanisms.jaspic.Jaspic;

/** Installs the mechanism if Soteria's initializer ran before CDI's, and so found no CDI. */
@WebListener
public final class SoteriaListener implements ServletContextListener {
    /** For the container. */
    public SoteriaListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (AuthConfigFactory.getFactory().getConfigProvider("HttpServlet", Jaspic.getAppContextID(context), null)
                == null) {
            AuthConfigFactory.getFactory().registerServerAuthModule(new HttpBridgeServerAuthModule(null), context);
        }
    }

    /** Else the next deployment at this path would get the module of this one, whose CDI is gone. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
    }
}
