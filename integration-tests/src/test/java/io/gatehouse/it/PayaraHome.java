package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Payara Server as it is downloaded, with its domain on ports that are free. */
final class PayaraHome {
    private static final Pattern LISTENER =
            Pattern.compile("<(?:network|iiop|jms|jmx)-(?:listener|host|connector)\\b[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final String TELNET = "-Dosgi.shell.telnet.port=";
    private static final String CLUSTER = "<hazelcast-config-specific-configuration";
    private static final Pattern PORT = Pattern.compile("\\bport=\"[^\"]*\"");

    private PayaraHome() {}

    static void prepare(Path home) throws IOException {
        Path domain = home.resolve("glassfish/domains/domain1");
        StockTomcat.deleteTree(domain.resolve("lib/databases"));
        Path file = domain.resolve("config/domain.xml");
        Map<String, Integer> ports = new LinkedHashMap<>();
        Files.writeString(file, onFreePorts(Files.readString(file), ports));
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
