package io.gatehouse.access.servlet;

import io.gatehouse.access.RequiresScope;
import io.gatehouse.access.SignedIn;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Annotated servlets. */
public class ServletApplication implements Consumer<ServletContext> {
    @RolesAllowed("admin")
    static class Admin extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("the secret");
        }

        @Override
        @PermitAll
        protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("open");
        }
    }

    static class Methods extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        @SignedIn
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("the secret");
        }

        @Override
        @RequiresScope("write")
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("the secret");
        }
    }

    static class Service extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        @SignedIn
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("the secret");
        }
    }

    static class Forwarding extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            request.getRequestDispatcher("/servlet/admin").forward(request, response);
        }
    }

    static class Generic extends GenericServlet {
        private static final long serialVersionUID = 1L;

        @Override
        @RolesAllowed("admin")
        public void service(ServletRequest request, ServletResponse response) throws IOException {
            response.getWriter().print("the secret");
        }
    }

    /** Has taken the writer before it is refused. */
    static class Writing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.getWriter().print("half a page");
            request.getRequestDispatcher("/servlet/admin").forward(request, response);
        }
    }

    @Override
    public void accept(ServletContext context) {
        context.addServlet("admin", new Admin()).addMapping("/servlet/admin");
        context.addServlet("methods", new Methods()).addMapping("/servlet/methods/*");
        context.addServlet("service", new Service()).addMapping("/servlet/service");
        context.addServlet("generic", new Generic()).addMapping("/servlet/generic");
        context.addServlet("writing", new Writing()).addMapping("/servlet/writing");
        context.addServlet("forwarding", new Forwarding()).addMapping("/servlet/forwarding");
        for (ServletContainerInitializer initializer : ServiceLoader.load(ServletContainerInitializer.class)) {
            if (initializer instanceof AccessInitializer ours) {
                ours.onStartup(null, context);
            }
        }
    }

    /** One more, which nobody can understand. */
    public static class Contradicting extends ServletApplication {
        @PermitAll
        @RolesAllowed("admin")
        static class Torn extends HttpServlet {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public void accept(ServletContext context) {
            context.addServlet("torn", new Torn()).addMapping("/servlet/torn");
            super.accept(context);
        }
    }
}
