package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;

/** Applications that have files and no code of ours, on a real Tomcat, which finds the initializer by itself. */
final class NoCodeTest extends NoCodeScene {
    @Test
    void aFileAloneProtects() throws Exception {
        write("gatehouse.properties", SETTINGS);
        start();
        assertThat(get("/open/x")).isEqualTo(200);
        assertThat(get("/x")).isEqualTo(401);
        assertThat(probe.hits()).hasSize(1);
    }

    @Test
    void theFiveLinesOfTheReadmeProtect() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        String begin = "```properties\n";
        int start = readme.indexOf(begin) + begin.length();
        String settings = readme.substring(start, readme.indexOf("```", start));
        assertThat(settings.lines()).hasSize(5);
        write("gatehouse.properties", settings);
        start();
        assertThat(get("/health")).isEqualTo(200);
        assertThat(get("/x")).isEqualTo(401);
    }

    @Test
    void aFileInTheClassesProtects() throws Exception {
        write("classes/gatehouse.properties", SETTINGS);
        start();
        assertThat(get("/x")).isEqualTo(401);
    }

    @Test
    void contextParametersAndAFileOutsideProtect() throws Exception {
        Path outside = Files.writeString(directory.resolve("outside.properties"), SETTINGS);
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <context-param><param-name>gatehouse.config</param-name><param-value>%s</param-value></context-param>
                  <context-param><param-name>gatehouse.rules.2</param-name><param-value>/more = open</param-value></context-param>
                </web-app>
                """.formatted(outside));
        start();
        assertThat(get("/x")).isEqualTo(401);
        assertThat(get("/more")).isEqualTo(200);
    }

    @Test
    void withoutASettingNothingHappens() throws Exception {
        start();
        assertThat(get("/x")).isEqualTo(200);
        assertThat(context.findFilterDefs()).isEmpty();
    }

    @Test
    void aFilterOfWebXmlIsNotDoubled() throws Exception {
        write("gatehouse.properties", SETTINGS);
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter>
                    <filter-name>auth</filter-name>
                    <filter-class>io.gatehouse.servlet.ConfiguredAuthFilter</filter-class>
                    <async-supported>true</async-supported>
                  </filter>
                  <filter-mapping><filter-name>auth</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                </web-app>
                """);
        start();
        assertThat(get("/x")).isEqualTo(401);
        assertThat(get("/open/x")).isEqualTo(200);
        assertThat(context.findFilterDefs()).hasSize(1);
    }

    @Test
    void aFilterOfWebXmlThatDoesNotSeeEveryPathServesNothing() throws Exception {
        write("gatehouse.properties", SETTINGS);
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter>
                    <filter-name>auth</filter-name>
                    <filter-class>io.gatehouse.servlet.ConfiguredAuthFilter</filter-class>
                    <async-supported>true</async-supported>
                  </filter>
                  <filter-mapping><filter-name>auth</filter-name><url-pattern>/api/*</url-pattern></filter-mapping>
                </web-app>
                """);
        start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void aFilterOfWebXmlWithoutSettingsServesNothing() throws Exception {
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter>
                    <filter-name>auth</filter-name>
                    <filter-class>io.gatehouse.servlet.ConfiguredAuthFilter</filter-class>
                  </filter>
                  <filter-mapping><filter-name>auth</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                </web-app>
                """);
        start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void wrongProxiesServeNothing() throws Exception {
        write("gatehouse.properties", SETTINGS + "gatehouse.trusted-proxies = 0.0.0.0/0");
        start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void aFilterThatCodeRegistersIsNeitherDoubledNorSilentlyPreferred() throws Exception {
        write("gatehouse.properties", SETTINGS);
        byCode = servlets -> new AuthFilter(Fakes.engine().build()).register(servlets);
        start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void comesBeforeFiltersOfWebXml() throws Exception {
        write("gatehouse.properties", SETTINGS);
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter><filter-name>other</filter-name><filter-class>%s</filter-class></filter>
                  <filter-mapping><filter-name>other</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                </web-app>
                """.formatted(Teapot.class.getName()));
        start();
        assertThat(get("/x")).isEqualTo(401);
        assertThat(get("/open/x")).isEqualTo(418);
    }

    /** The filter would refuse such a link, and a first visitor has no cookie yet. */
    @Test
    void linksHaveNoSessionIdUnlessSuchAddressesAreLetThrough() throws Exception {
        write("gatehouse.properties", SETTINGS);
        start();
        assertThat(context.getServletContext().getEffectiveSessionTrackingModes())
                .containsExactly(SessionTrackingMode.COOKIE);
    }

    @Test
    void linksMayHaveASessionIdWhereSuchAddressesAreLetThrough() throws Exception {
        write("gatehouse.properties", SETTINGS + "gatehouse.urls.allow-path-parameters = true");
        start();
        assertThat(context.getServletContext().getEffectiveSessionTrackingModes())
                .contains(SessionTrackingMode.COOKIE, SessionTrackingMode.URL);
    }

    @Test
    void settingsLetTheContainersLoginCount() throws Exception {
        write("gatehouse.properties", SETTINGS + "gatehouse.allow-container-login = true");
        start();
        context.getPipeline().addValve(new SignsOlgaIn());
        // a contradiction to the probe, which knows the engine's identities only
        assertThat(body("/open/who")).endsWith("null olga olga true FORM");
        assertThat(get("/x")).isEqualTo(401);
    }

    @Test
    void theContainersLoginDoesNotCountOtherwise() throws Exception {
        write("gatehouse.properties", SETTINGS);
        start();
        context.getPipeline().addValve(new SignsOlgaIn());
        assertThat(body("/open/who")).isEqualTo("null");
    }

    @Test
    void wrongSettingsServeNothing() throws Exception {
        write("gatehouse.properties", SETTINGS + "gatehouse.rule.2 = /x = open");
        start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STOPPED);
        assertThat(get("/open/x")).isEqualTo(404);
    }

    @Test
    void twoFilesAreWrong() throws Exception {
        write("gatehouse.properties", SETTINGS);
        write("classes/gatehouse.properties", SETTINGS);
        start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STOPPED);
    }

    /** As an authenticator of the container does, before any filter. */
    private static final class SignsOlgaIn extends ValveBase {
        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setUserPrincipal(new GenericPrincipal("olga", List.of("clerk")));
            request.setAuthType("FORM");
            getNext().invoke(request, response);
        }
    }

    /** An application's own filter, which answers everything. */
    public static final class Teapot extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
            response.setStatus(418);
        }
    }
}
