package io.gatehouse.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a secret is: a variable of the environment, or a file. Never the secret itself, so that the settings may be copied, mailed and
 * committed.
 */
record SecretReference(boolean file, String target) {
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";
    private static final int MAX_BYTES = 64 * 1024;
    static final int MAX_FILES = 64;

    static SecretReference parse(String text) {
        if (text.startsWith(ENVIRONMENT) && text.length() > ENVIRONMENT.length()) {
            return new SecretReference(false, text.substring(ENVIRONMENT.length()));
        }
        if (text.startsWith(FILE) && text.length() > FILE.length()) {
            return new SecretReference(true, text.substring(FILE.length()));
        }
        // The text is not repeated: it may be the secret
        throw new WrongValueException(
                "holds a secret itself, or no reference: write env:NAME or file:/path, and put the secret there");
    }

    /**
     * Fetches the secret.
     *
     * @throws WrongValueException if it is not there; the message says where it should be
     */
    String resolve(Map<String, String> environment) {
        return file ? read(path()) : variable(environment);
    }

    /** Every file in the order of their names, if the reference is a directory; else the one. */
    List<Path> files() {
        if (!Files.isDirectory(path())) {
            return List.of(path());
        }
        try (Stream<Path> files = Files.list(path())) {
            // Mounted secrets keep older versions in directories whose names begin with dots; so do files that are not
            // whole yet
            List<Path> keys = files.filter(Files::isRegularFile)
                    .filter(it -> !it.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (keys.isEmpty()) {
                throw wrongNumber();
            }
            return keys;
        } catch (IOException | UncheckedIOException e) {
            throw new WrongValueException("names the directory " + target + ", which can't be read", e);
        }
    }

    WrongValueException wrongNumber() {
        return new WrongValueException(
                "names the directory " + target + ", which must hold 1 to " + MAX_FILES + " files");
    }

    private String variable(Map<String, String> environment) {
        String value = environment.get(target);
        if (value == null || value.isBlank()) {
            throw new WrongValueException("names the environment variable " + target + ", which is not set");
        }
        return value.strip();
    }

    Path path() {
        try {
            Path path = Path.of(target);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new WrongValueException("names the file " + target + ", which is no absolute path");
    }

    /** The text of a file. */
    static String read(Path path) {
        String text;
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new WrongValueException("names the file " + path + ", which is longer than a secret");
            }
            text = Files.readString(path, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            String why = Files.exists(path) ? "can't be read" : "does not exist";
            throw new WrongValueException("names the file " + path + ", which " + why, e);
        }
        if (text.isEmpty()) {
            throw new WrongValueException("names the file " + path + ", which is empty");
        }
        return text;
    }
}
