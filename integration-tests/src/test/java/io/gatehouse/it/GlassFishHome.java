package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Payara or GlassFish as it is downloaded, with its domain on ports that are free. */
final class GlassFishHome {
    private static final Pattern LISTENER =
            Pattern.compile("<(?:network|iiop|jms|jmx)-(?:listener|host|connector)\\b[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final String TELNET = "-Dosgi.shell.telnet.port=";
    private static final String CLUSTER = "<hazelcast-config-specific-configuration";
    private static final Pattern PORT = Pattern.compile("\\bport=\"[^\"]*\"");

    /** GlassFish's own default database is a server in another process. */
    private static final Pattern DERBY =
            Pattern.compile("(<jdbc-connection-pool [^>]*name=\"DerbyPool\" [^>]*>).*?(?=</jdbc-connection-pool>)", Pattern.DOTALL);

    private static final String DERBY_SOURCE = "org.apache.derby.jdbc.ClientDataSource";
    private static final String H2_SOURCE = "org.h2.jdbcx.JdbcDataSource";
    private static final String H2_URL =
            "<property name=\"URL\" value=\"jdbc:h2:\\${com.sun.aas.instanceRoot}/lib/databases/default\" />";

    private GlassFishHome() {}

    static void prepare(Path home) throws IOException {
        Path domain = home.resolve("glassfish/domains/domain1");
        StockTomcat.deleteTree(domain.resolve("lib/databases"));
        Path file = domain.resolve("config/domain.xml");
        Map<String, Integer> ports = new LinkedHashMap<>();
        String xml = onFreePorts(Files.readString(file), ports);
        if (xml.contains(DERBY_SOURCE)) {
            xml = DERBY.matcher(xml).replaceFirst("$1" + H2_URL).replace(DERBY_SOURCE, H2_SOURCE);
            EeWar.copyFromExample("h2-", domain.resolve("lib/h2.jar"));
        }
        Files.writeString(file, xml);
        System.setProperty("server.home", home.toString());
        System.setProperty("server.http", ports.get("http-listener-1").toString());
        System.setProperty("server.https", ports.get("http-listener-2").toString());
        System.setProperty("server.admin", ports.get("admin-listener").toString());
    }

    /** The first configuration of the file is the server's; a second is a template for clusters. */
    private static String onFreePorts(String xml, Map<String, Integer> ports) throws IOException {
        int end = xml.indexOf("</config>");
        StringBuilder changed = new StringBuilder();
        Matcher listener = LISTENER.matcher(xml).region(0, end);
        int copied = 0;
        while (listener.find()) {
            int port = ServerProcess.freePort();
            Matcher name = NAME.matcher(listener.group());
            if (name.find()) {
                ports.put(name.group(1), port);
            }
            changed.append(xml, copied, listener.start())
                    .append(PORT.matcher(listener.group()).replaceFirst("port=\"" + port + "\""));
            copied = listener.end();
        }
        return changed.append(xml, copied, xml.length())
                .toString()
                // nothing else may join, and starting is quicker
                .replaceFirst(CLUSTER + "(?: enabled=\"false\")?", CLUSTER + " enabled=\"false\"")
                .replaceFirst(TELNET + "\\d+", TELNET + ServerProcess.freePort())
                .replaceFirst(
                        "<java-config([^>]*)>(?!<jvm-options>-XX:Tiered)",
                        "<java-config$1><jvm-options>-XX:TieredStopAtLevel=1</jvm-options>");
    }
}
