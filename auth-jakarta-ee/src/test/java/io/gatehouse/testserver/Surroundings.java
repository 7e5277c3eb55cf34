package io.gatehouse.testserver;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What an application finds on its class path besides this library and Tomcat. */
public enum Surroundings {
    JERSEY("resteasy|weld|jakarta.enterprise|jakarta.security|jakarta.authentication|microprofile"),
    RESTEASY("jersey|hk2|weld|jakarta.enterprise|jakarta.inject|jakarta.security|jakarta.authentication|microprofile"),
    NEITHER_REST_NOR_CDI(
            "resteasy|jersey|hk2|jakarta.ws.rs|weld|jakarta.enterprise|jakarta.inject|jakarta.security|microprofile");

    private final Pattern absent;

    Surroundings(String absent) {
        this.absent = Pattern.compile(absent);
    }

    /** Starts a server in class loaders of its own. */
    public RunningServer start(Setup setup) {
        URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object server = loader.loadClass("io.gatehouse.testserver.TomcatServer")
                    .getConstructor(String.class, String.class, List.class)
                    .newInstance(name(), setup.application(), setup.parameters());
            return new RunningServer(server, loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the server did not start", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private URL[] urls() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(path ->
                        !absent.matcher(Path.of(path).getFileName().toString()).find())
                .map(Surroundings::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
