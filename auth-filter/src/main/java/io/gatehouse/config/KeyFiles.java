package io.gatehouse.config;

import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.SigningKey;
import io.gatehouse.token.SigningKeySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in a file, or in the files of a directory. At the start all must be good. Later a file that can't be read, or is not whole, keeps the
 * key that it had, and takes nothing from the others: one that is removed after a leak is gone, whatever its neighbours look like.
 */
final class KeyFiles implements SigningKeySource {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);

    private final String setting;
    private final SecretReference reference;
    private final SignatureAlgorithm algorithm;
    private final Consumer<String> changes;
    private Map<Path, Known> known = Map.of();
    private String complaint = "";

    private record Known(String text, Entry entry) {}

    KeyFiles(String setting, SecretReference reference, SignatureAlgorithm algorithm, Consumer<String> changes) {
        this.setting = setting;
        this.reference = reference;
        this.algorithm = algorithm;
        this.changes = changes;
    }

    @Override
    public List<Entry> read() {
        Map<Path, Known> now = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : bounded(files(), problems)) {
            try {
                now.put(file, read(file));
            } catch (IllegalArgumentException e) {
                if (known.isEmpty()) {
                    throw e;
                }
                problems.add(file.getFileName() + ": " + e.getMessage());
                Known before = known.get(file);
                if (before != null) {
                    now.put(file, before);
                }
            }
        }
        complain(String.join("; ", problems));
        if (now.isEmpty()) {
            throw new IllegalStateException(setting + " names no file that holds a key");
        }
        if (!known.isEmpty() && !kids(now).equals(kids(known))) {
            changes.accept(setting + " has changed; its keys are " + kids(now));
        }
        known = now;
        return now.values().stream().map(Known::entry).toList();
    }

    private static List<String> kids(Map<Path, Known> keys) {
        return keys.values().stream().map(it -> it.entry().key().kid()).toList();
    }

    private List<Path> files() {
        try {
            return reference.files();
        } catch (WrongValueException e) {
            if (known.isEmpty()) {
                throw e;
            }
            throw new IllegalStateException(setting + " " + e.getMessage(), e);
        }
    }

    /** Of too many, those that were there before come first: one of them that is removed is gone all the same. */
    private List<Path> bounded(List<Path> files, List<String> problems) {
        if (files.size() <= SecretReference.MAX_FILES) {
            return files;
        }
        WrongValueException wrong = reference.wrongNumber();
        if (known.isEmpty()) {
            throw wrong;
        }
        problems.add(setting + " " + wrong.getMessage());
        return files.stream()
                .sorted(Comparator.comparing((Path file) -> !known.containsKey(file)))
                .limit(SecretReference.MAX_FILES)
                .sorted()
                .toList();
    }

    private Known read(Path file) {
        String text = SecretReference.read(file);
        Known before = known.get(file);
        if (before != null && before.text().equals(text)) {
            return before;
        }
        SigningKey key = SecretSection.signingKey(text, algorithm);
        try {
            Instant since = Files.getLastModifiedTime(file).toInstant();
            return new Known(text, new Entry(key, since));
        } catch (IOException e) {
            throw new WrongValueException("names the file " + file + ", which can't be read", e);
        }
    }

    /** Once for each thing that is wrong, and not every few seconds. */
    private void complain(String problems) {
        if (!problems.isEmpty() && !problems.equals(complaint)) {
            LOG.warn("{} has files that can't be used now, and are tried again: {}", setting, problems);
        }
        complaint = problems;
    }
}
