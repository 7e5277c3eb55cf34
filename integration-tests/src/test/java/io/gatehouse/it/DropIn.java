package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * An application of {@code com.example}, packed as its team would, without a trace of the library; and the same with the library's jars and
 * one file, whose text is that of {@code docs/drop-in.md}.
 *
 * @param name of the package and of the directory with its pages
 * @param libraries what it has in {@code WEB-INF/lib} by itself
 */
record DropIn(String name, List<Path> libraries) {
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Path DOCUMENT = Path.of("..", "docs", "drop-in.md");
    private static final List<String> OURS =
            List.of("auth-filter", "jose4j", "argon2", "jna", "caffeine", "slf4j", "jspecify");

    /** The application as it was. */
    Path before() throws IOException {
        return write(name + "-before", entries());
    }

    /** The same, protected. */
    Path after() throws IOException {
        Map<String, byte[]> entries = entries();
        try (ZipFile example = new ZipFile(System.getProperty("gatehouse.war"))) {
            for (ZipEntry entry : example.stream().toList()) {
                if (OURS.stream().anyMatch(jar -> entry.getName().startsWith("WEB-INF/lib/" + jar))) {
                    entries.put(entry.getName(), example.getInputStream(entry).readAllBytes());
                }
            }
        }
        entries.put("WEB-INF/gatehouse.properties", settings().getBytes(StandardCharsets.UTF_8));
        return write(name, entries);
    }

    /** What the document says that the one file has in it. */
    String settings() throws IOException {
        String text = Files.readString(DOCUMENT);
        String mark = "<!-- " + name + " -->\n```properties\n";
        assertThat(text).containsOnlyOnce(mark);
        String rest = text.substring(text.indexOf(mark) + mark.length());
        return rest.substring(0, rest.indexOf("```"));
    }

    /** A key that signs, in PEM. */
    static String signingKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                + pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + label + "-----\n";
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        add(entries, Path.of("src", "test", "webapps", name), "");
        add(
                entries,
                Path.of("target", "test-classes", "com", "example", name),
                "WEB-INF/classes/com/example/" + name + "/");
        for (Path library : libraries) {
            entries.put("WEB-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
        }
        return entries;
    }

    private static void add(Map<String, byte[]> entries, Path directory, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    entries.put(
                            prefix + directory.relativize(file).toString().replace('\\', '/'),
                            Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static Path write(String name, Map<String, byte[]> entries) throws IOException {
        Path war = Files.createDirectories(Path.of("target", "drop-in")).resolve(name + ".war");
        try (OutputStream file = Files.newOutputStream(war);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                // the same in both, so that what a server makes of it is the same too
                header.setLastModifiedTime(BUILT);
                out.putNextEntry(header);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return war;
    }
}
