package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands run one after another by one shell, as somebody would type them. */
final class ShellSession {
    private static final int MINUTES = 1;

    private ShellSession() {}

    /**
     * Runs them; the first that fails ends the session.
     *
     * @param directory for what they print; must be there
     * @return what each of them printed
     */
    static List<String> run(Path directory, Map<String, String> environment, List<String> commands)
            throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (int i = 0; i < commands.size(); i++) {
            script.append("exec >out-").append(i).append('\n').append(commands.get(i));
        }
        Path file = Files.writeString(directory.resolve("session.sh"), script);
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString())
                .directory(directory.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process shell = builder.start();
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(MINUTES, TimeUnit.MINUTES) || shell.exitValue() != 0) {
                throw new AssertionError("the commands failed, of this script:\n" + script + "\nwith these errors:\n"
                        + Files.readString(errors));
            }
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        List<String> printed = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            printed.add(Files.readString(directory.resolve("out-" + i)));
        }
        return printed;
    }
}
