package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.ClosingStores;
import io.gatehouse.config.StoreProvider;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionTrackingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleState;
import org.junit.jupiter.api.Test;

/** What files in place of code do to links and dispatchers, and the trial of the README. */
final class NoCodeDetailsTest extends NoCodeScene {
    @Test
    void theTrialOfTheReadmeSignsPeopleInOnThisMachine() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        String begin = "```properties\n";
        int start = readme.indexOf(begin, readme.indexOf(begin) + 1) + begin.length();
        Path password = Files.writeString(directory.resolve("password"), "correct horse battery staple");
        write(
                "gatehouse.properties",
                readme.substring(start, readme.indexOf("```", start)).replace("env:ADA_PASSWORD", "file:" + password));
        start();
        assertThat(get("/api/x")).isEqualTo(401);
        HttpResponse<String> login = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:"
                                        + tomcat.getConnector().getLocalPort() + "/api/auth/session"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"email\":\"ada@example.com\",\"password\":\"correct horse battery staple\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
    }

    @Test
    void whatIsForTheAnnotationsIsNoSettingOfTheFilter() throws Exception {
        write("gatehouse.properties", SETTINGS);
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <context-param><param-name>gatehouse.deny-unannotated</param-name><param-value>true</param-value></context-param>
                </web-app>
                """);
        start();
        assertThat(get("/x")).isEqualTo(401);
        assertThat(get("/open/x")).isEqualTo(200);
    }

    @Test
    void aFilterOfWebXmlThatIsForOtherDispatchersOnlyJudgesRequestsToo() throws Exception {
        write("gatehouse.properties", SETTINGS);
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter>
                    <filter-name>auth</filter-name>
                    <filter-class>io.gatehouse.servlet.ConfiguredAuthFilter</filter-class>
                    <async-supported>true</async-supported>
                  </filter>
                  <filter-mapping>
                    <filter-name>auth</filter-name><url-pattern>/*</url-pattern><dispatcher>FORWARD</dispatcher>
                  </filter-mapping>
                </web-app>
                """);
        start();
        assertThat(get("/x")).isEqualTo(401);
        assertThat(get("/open/x")).isEqualTo(200);
    }

    /** As the service loader makes it do where settings stand in code. */
    @Test
    void linksHaveNoSessionIdWhereTheFilterReadsItsSettingsLater() throws Exception {
        write("gatehouse.properties", SETTINGS);
        byCode = ConfiguredAuthFilter::register;
        start();
        assertThat(get("/x")).isEqualTo(401);
        assertThat(context.getServletContext().getEffectiveSessionTrackingModes())
                .containsExactly(SessionTrackingMode.COOKIE);
    }

    /** A container destroys only filters that it has initialized. */
    @Test
    void anApplicationThatDoesNotStartKeepsNoStoreOpen() throws Exception {
        Path sign = directory.resolve("sign");
        Files.createDirectories(directory.resolve("app/WEB-INF/classes/META-INF/services"));
        write("classes/META-INF/services/" + StoreProvider.class.getName(), ClosingStores.class.getName());
        write("gatehouse.properties", SETTINGS + """
                gatehouse.api-keys.enabled = true
                gatehouse.store = closing
                gatehouse.store.sign = %s
                """.formatted(sign));
        write("web.xml", """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <listener><listener-class>%s</listener-class></listener>
                </web-app>
                """.formatted(Failing.class.getName()));
        start();
        assertThat(context.getState()).isEqualTo(LifecycleState.STOPPED);
        assertThat(sign).exists();
    }

    /** A listener of the application, which runs before any filter is initialized. */
    public static final class Failing implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            throw new IllegalStateException("the application does not start");
        }
    }
}
