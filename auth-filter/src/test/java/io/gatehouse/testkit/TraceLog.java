package io.gatehouse.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.simple.SimpleLogger;
import org.slf4j.simple.SimpleLoggerFactory;

/** Everything that the library logs while this is open. For one test at a time in a process. */
public final class TraceLog implements AutoCloseable {
    private static final String ROOT = "io.gatehouse";
    private static final String PROPERTY = "org.slf4j.simpleLogger.log." + ROOT;

    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    private TraceLog() {}

    /**
     * Begins to listen.
     *
     * @param level the finest level that is written
     * @return the log, to be closed
     */
    public static TraceLog open(Level level) {
        TraceLog log = new TraceLog();
        // For loggers that are made later
        System.setProperty(PROPERTY, level.name());
        setLevels(level);
        System.setErr(new PrintStream(log.captured, true, StandardCharsets.UTF_8));
        return log;
    }

    /**
     * What was logged so far.
     *
     * @return the lines
     */
    public String text() {
        return captured.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
        System.clearProperty(PROPERTY);
        setLevels(Level.INFO);
    }

    private static void setLevels(Level level) {
        try {
            Field loggers = SimpleLoggerFactory.class.getDeclaredField("loggerMap");
            loggers.setAccessible(true);
            Field current = SimpleLogger.class.getDeclaredField("currentLogLevel");
            current.setAccessible(true);
            for (Map.Entry<?, ?> logger : ((Map<?, ?>) loggers.get(LoggerFactory.getILoggerFactory())).entrySet()) {
                if (String.valueOf(logger.getKey()).startsWith(ROOT)) {
                    current.setInt(logger.getValue(), level.toInt());
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
