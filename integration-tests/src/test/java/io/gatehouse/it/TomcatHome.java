package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A Tomcat as it is downloaded, with a base directory of its own, and a user with a new password for Arquillian. */
final class TomcatHome {
    private static final String USERS = """
            <tomcat-users xmlns="http://tomcat.apache.org/xml">
              <user username="arquillian" password="%s" roles="manager-script,manager-jmx"/>
            </tomcat-users>
            """;

    private static final String MANAGER = """
            <Context docBase="%s" privileged="true" antiResourceLocking="false"/>
            """;

    private TomcatHome() {}

    static void prepare(Path home, Path base) throws IOException {
        StockTomcat.prepareBase(home, base);
        int http = ServerProcess.freePort();
        String password = new Secrets().generate();
        Path server = base.resolve("conf/server.xml");
        Files.writeString(
                server, Files.readString(server).replace("<Connector port=\"0\"", "<Connector port=\"" + http + "\""));
        Files.writeString(base.resolve("conf/tomcat-users.xml"), USERS.formatted(password));
        // Arquillian would print all of it
        Files.writeString(
                base.resolve("conf/logging.properties"),
                "\n.handlers = 1catalina.org.apache.juli.AsyncFileHandler\n",
                StandardOpenOption.APPEND);
        Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        Files.writeString(contexts.resolve("manager.xml"), MANAGER.formatted(home.resolve("webapps/manager")));
        System.setProperty("server.home", home.toString());
        System.setProperty("server.base", base.toString());
        System.setProperty("server.http", Integer.toString(http));
        System.setProperty("server.jmx", Integer.toString(ServerProcess.freePort()));
        System.setProperty("server.password", password);
    }
}
