package io.gatehouse.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark and prints what each costs in units of another, beside the target. Writes nothing else. */
public final class RatioTable {
    private record Row(String what, String measured, String unit, double target) {}

    private static final List<Row> ROWS = List.of(
            new Row("bearer token seen before / SHA-256 + look-up", "bearer", "bearerFloor", 1.5),
            new Row("bearer token never seen / signature, ES256", "newBearer ES256", "signature ES256", 1.15),
            new Row("bearer token never seen / signature, RS256", "newBearer RS256", "signature RS256", 1.15),
            new Row("API key / SHA-256 + look-up", "apiKey", "apiKeyFloor", 2),
            new Row("no credential, open path / token seen", "nothingOpen", "bearer", 1),
            new Row("no credential, closed path / token seen", "nothingClosed", "bearer", 1),
            new Row("malformed token / token seen", "malformedBearer", "bearer", 1),
            new Row("tampered token / token never seen, ES256", "tamperedBearer ES256", "newBearer ES256", 1),
            new Row("tampered token / token never seen, RS256", "tamperedBearer RS256", "newBearer RS256", 1),
            new Row("mistyped API key / API key", "mistypedApiKey", "apiKey", 1),
            new Row("unknown API key / API key", "unknownApiKey", "apiKey", 1),
            new Row("token, 1 000 000 / 1 000 ended logins", "bearerAmongEnded 1000000", "bearerAmongEnded 1000", 1.25),
            new Row("API key, 1 000 000 / 1 000 keys", "apiKeyAmongKeys 1000000", "apiKeyAmongKeys 1000", 1.25));

    private RatioTable() {}

    /**
     * Measures and prints.
     *
     * @param args expressions that choose benchmarks; none for all
     * @throws RunnerException if one of them fails
     */
    public static void main(String... args) throws RunnerException {
        Map<String, Double> costs = measure(args);
        System.out.printf("%-47s %12s %7s %7s%n", "", "ns", "ratio", "target");
        for (Row row : ROWS) {
            Double cost = costs.get(row.measured());
            Double unit = costs.get(row.unit());
            if (cost != null && unit != null) {
                double ratio = cost / unit;
                System.out.printf(
                        Locale.ROOT,
                        "%-47s %12.0f %7.2f %7.2f %s%n",
                        row.what(),
                        cost,
                        ratio,
                        row.target(),
                        ratio <= row.target() ? "met" : "missed");
            }
        }
    }

    /**
     * Nanoseconds of each benchmark, by its name and parameters: of its best iteration, on both sides of a ratio, since whatever else
     * the machine does only ever adds.
     */
    private static Map<String, Double> measure(String... included) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(12)
                .measurementTime(TimeValue.milliseconds(200))
                .forks(1)
                .jvmArgs("-Xms2g", "-Xmx2g")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        for (String expression : included) {
            options.include(expression);
        }
        Map<String, Double> costs = new HashMap<>();
        for (RunResult result : new Runner(options.build()).run()) {
            StringBuilder name = new StringBuilder(result.getPrimaryResult().getLabel());
            for (String parameter : result.getParams().getParamsKeys()) {
                name.append(' ').append(result.getParams().getParam(parameter));
            }
            costs.put(name.toString(), result.getPrimaryResult().getStatistics().getMin());
        }
        return costs;
    }
}
