package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Baseline.Call;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A stock Tomcat on which an application runs as it was, is asked, and is then replaced by the same with the library in it, for the tests of
 * one class.
 */
final class DroppedIn implements BeforeAllCallback, AfterAllCallback {
    /** What Tomcat says that an application has left behind. */
    private static final Pattern LEFT_BEHIND =
            Pattern.compile("The web application \\[[^]]+] ((?:appears to have|created|registered) [^]]*])");

    private static final Pattern STARTED = Pattern.compile("(?<!reason=\")Gatehouse protects this application");

    private final StockTomcat tomcat;
    private final DropIn application;
    private final String closed;
    private final List<Call> calls;
    private Baseline baseline;

    /**
     * An application.
     *
     * @param open a path that anybody may read, before and after
     * @param closed one that nobody may read afterwards
     * @param calls what is asked before
     */
    DroppedIn(String server, DropIn application, String open, String closed, List<Call> calls) {
        this.application = application;
        this.closed = closed;
        this.calls = calls;
        this.tomcat = new StockTomcat(server, "/" + application.name(), open, password -> application.before());
        for (String variable : List.of("ADA_PASSWORD", "GRACE_PASSWORD")) {
            tomcat.with(variable, tomcat.password());
        }
    }

    StockTomcat tomcat() {
        return tomcat;
    }

    Baseline baseline() {
        return baseline;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        tomcat.with("STOCK_SIGNING_KEY", DropIn.signingKey());
        tomcat.beforeAll(context);
        try {
            baseline = Baseline.of(tomcat.client(), calls);
            tomcat.deploy(tomcat.contextPath(), application.after());
            tomcat.awaitThat(
                    closed + " is closed", () -> tomcat.client().get(closed).status() == 401);
        } catch (Throwable e) {
            tomcat.afterAll(context);
            throw e;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        tomcat.afterAll(context);
    }

    /** Checks that the library was started once, with nothing to warn of but what the recipe itself says. */
    void wasStartedOnce() throws IOException {
        long starts = tomcat.logs().entrySet().stream()
                .filter(log -> log.getKey().getFileName().toString().startsWith("catalina"))
                .mapToLong(log -> STARTED.matcher(log.getValue()).results().count())
                .max()
                .orElse(0);
        assertThat(starts).isEqualTo(1);
    }

    /** Removes the application, and checks that nothing of it stays. */
    void leavesNothingBehind() throws IOException {
        tomcat.undeploy(tomcat.contextPath());
        List<String> left = tomcat.logs().values().stream()
                .flatMap(log -> LEFT_BEHIND.matcher(log).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
        // JNA's thread lives as long as its classes do, and is no thread of the library's
        assertThat(left).isSubsetOf("appears to have started a thread named [JNA Cleaner]");
    }
}
