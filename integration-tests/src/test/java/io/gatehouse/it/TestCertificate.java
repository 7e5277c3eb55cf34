package io.gatehouse.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost} that is made for these tests, and that only their clients trust. */
final class TestCertificate {
    private static final HttpClient PLAIN = client().build();

    private TestCertificate() {}

    /** For a server that has it, and for clients that trust it and no other. */
    static SSLContext context() {
        return Lazily.CONTEXT;
    }

    /** The client to use for an address. */
    static HttpClient clientFor(URI uri) {
        return "https".equals(uri.getScheme()) ? Lazily.TRUSTING : PLAIN;
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
    }

    /** Most tests need none. */
    private static final class Lazily {
        static final SSLContext CONTEXT = make();
        static final HttpClient TRUSTING = client().sslContext(CONTEXT).build();

        private static SSLContext make() {
            try {
                char[] password = new Secrets().generate().toCharArray();
                KeyStore keys = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(generate(new String(password)))) {
                    keys.load(in, password);
                }
                KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                own.init(keys, password);
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, null);
                trusted.setCertificateEntry("proxy", keys.getCertificate("proxy"));
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(trusted);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
                return context;
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Path generate(String password) throws IOException {
            Path directory = Files.createDirectories(Path.of("target", "tls").toAbsolutePath());
            Path store = directory.resolve("proxy.p12");
            Files.deleteIfExists(store);
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "proxy",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass:env",
                            "STORE_PASSWORD"))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile());
            builder.environment().put("STORE_PASSWORD", password);
            Process keytool = builder.start();
            try {
                if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
                    keytool.destroyForcibly();
                    throw new IOException("keytool failed; keytool.log in " + directory + " says why");
                }
            } catch (InterruptedException e) {
                keytool.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return store;
        }
    }
}
