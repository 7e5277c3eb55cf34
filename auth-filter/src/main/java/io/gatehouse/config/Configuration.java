package io.gatehouse.config;

import io.gatehouse.AuditLog;
import io.gatehouse.AuthEngine;
import io.gatehouse.AuthFeature;
import io.gatehouse.SecurityHeaders;
import io.gatehouse.audit.AuditTrail;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * What the settings of an application say: {@code Configuration.read(…)} and then, once, {@link #start}. Immutable.
 *
 * <p>All keys are listed in {@code docs/configuration.md}. Names that are no keys, values that can't be read, settings that contradict each
 * other, weaken something silently or have no effect stop the start, all of them at once.
 */
public final class Configuration {
    private final Plan plan;
    private final List<String> sources;
    private final List<String> advice;
    private final Map<String, StoreProvider> storeProviders;
    private final Rereads rereads;
    private final Clock clock;
    private final SecureRandom random;

    private Configuration(
            Plan plan,
            List<String> sources,
            List<String> advice,
            Map<String, StoreProvider> storeProviders,
            Rereads rereads,
            Clock clock,
            SecureRandom random) {
        this.plan = plan;
        this.sources = sources;
        this.advice = advice;
        this.storeProviders = storeProviders;
        this.rereads = rereads;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reads settings. Nothing is opened yet, and nobody is asked.
     *
     * @param sources where settings stand; of two that have a setting, the first wins
     * @param environment where secrets of the form {@code env:NAME} are
     * @param application finds the application's {@link StoreProvider}s
     * @param clock tells the time
     * @param random makes random values
     * @return what they say
     * @throws ConfigurationException if something is wrong with them
     */
    public static Configuration read(
            List<SettingSource> sources,
            Map<String, String> environment,
            ClassLoader application,
            Clock clock,
            SecureRandom random) {
        Reading reading = new Reading(sources, environment);
        Map<String, StoreProvider> providers = new TreeMap<>();
        ServiceLoader.load(StoreProvider.class, application).forEach(it -> providers.put(it.name(), it));
        Plan plan = Plan.read(reading, providers, clock);
        List<String> problems = reading.problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        List<String> used = sources.stream()
                .filter(source -> !source.values().isEmpty())
                .map(SettingSource::name)
                .toList();
        List<String> advice = new ArrayList<>(reading.advice());
        reading.weakening().forEach(it -> advice.add(it + " weakens a check: see docs/insecure-options.md"));
        return new Configuration(plan, used, List.copyOf(advice), providers, reading.rereads(), clock, random);
    }

    /**
     * Opens the stores and makes the engine.
     *
     * @return the engine, which closes them
     * @throws ConfigurationException if the stores can't be opened, or parts contradict each other
     */
    public AuthEngine start() {
        Optional<Stores> stores = plan.store().map(this::open);
        try {
            AuthEngine engine = new Wiring(plan, clock, random).engine(stores);
            rereads.reportTo(engine);
            return engine;
        } catch (RuntimeException | Error e) {
            stores.map(Stores::features).orElse(List.of()).forEach(it -> closeAfter(e, it));
            if (e instanceof IllegalArgumentException || e instanceof IllegalStateException) {
                throw new ConfigurationException(List.of("The settings do not go together: " + e.getMessage() + "."));
            }
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, AuthFeature feature) {
        try {
            feature.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Stores open(StoreSection store) {
        StoreProvider provider = storeProviders.get(store.name());
        if (provider == null) {
            return MemoryStores.empty();
        }
        try {
            return provider.open(store.settings(), clock, random);
        } catch (RuntimeException e) {
            ConfigurationException problem = new ConfigurationException(List.of(
                    StoreSection.STORE.name() + " = " + store.name() + " can't be opened: " + e.getMessage() + "."));
            problem.initCause(e);
            throw problem;
        }
    }

    /**
     * The addresses and blocks of proxies that say who the client is.
     *
     * @return addresses, as they are written; empty if there are none
     */
    public List<String> trustedProxies() {
        return plan.site().trustedProxies();
    }

    /**
     * Whether the proxies set {@code Forwarded} (RFC 7239) and not {@code X-Forwarded-…}.
     *
     * @return true for {@code Forwarded}
     */
    public boolean readsForwardedHeader() {
        return plan.site().forwardedHeader();
    }

    /**
     * What tells browsers to be careful.
     *
     * @return the headers of every answer
     */
    public SecurityHeaders headers() {
        return plan.headers();
    }

    /**
     * Whether URLs may have path parameters.
     *
     * @return false unless asked for
     */
    public boolean letsPathParametersThrough() {
        return plan.site().pathParameters();
    }

    /**
     * Whether URLs may have an encoded percent sign.
     *
     * @return false unless asked for
     */
    public boolean letsEncodedPercentThrough() {
        return plan.site().encodedPercent();
    }

    /**
     * Whether the container's own login counts on open paths.
     *
     * @return false unless asked for
     */
    public boolean letsContainerLoginCount() {
        return plan.site().containerLogin();
    }

    /**
     * A few lines for the log: what is protected and how.
     *
     * @param engine what {@link #start} has made
     * @return the lines; no secrets
     */
    public List<String> report(AuthEngine engine) {
        List<String> lines = new ArrayList<>();
        lines.add("Gatehouse protects this application, by settings of: " + String.join(", ", sources));
        plan.issuers()
                .forEach(it -> lines.add("issuer " + it.policy().issuer() + ", audience "
                        + it.policy().audience()));
        plan.bearer()
                .opaque()
                .ifPresent(
                        it -> lines.add("opaque tokens: issuer " + it.policy().issuer()));
        plan.tokens()
                .ifPresent(it -> lines.add("own tokens: issuer " + it.policy().issuer() + ", audience "
                        + it.policy().audience()));
        plan.providers()
                .ifPresent(it -> it.providers()
                        .forEach(provider -> lines.add("provider " + provider.id() + ": " + provider.issuer())));
        plan.store().ifPresent(it -> lines.add("store: " + it.name()));
        lines.add("audit: the log " + AuditLog.LOGGER
                + plan.audit()
                        .map(it -> ", and rows in the store for "
                                + it.retention()
                                        .orElse(AuditTrail.DEFAULT_RETENTION)
                                        .toDays() + " days, chained "
                                + (it.key().isPresent() ? "by a key" : "without a key"))
                        .orElse(""));
        engine.describe().forEach(it -> lines.add("path " + it));
        return List.copyOf(lines);
    }

    /**
     * What an operator should think about.
     *
     * @return sentences with advice; empty if all is well
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(advice);
        if (plan.store().filter(it -> it.name().equals(StoreSection.MEMORY)).isPresent()) {
            warnings.add(
                    "gatehouse.store = memory forgets all keys and logins when the process ends, and shares them with no other node:"
                            + " use it for trials only");
        }
        if (plan.issuers().isEmpty()
                && plan.bearer().opaque().isEmpty()
                && plan.tokens().isEmpty()
                && plan.sessions().isEmpty()
                && plan.apiKeys().isEmpty()) {
            warnings.add(
                    "there is no way to sign in: only open paths can be called; name an issuer, or switch on logins or API keys");
        }
        return List.copyOf(warnings);
    }
}
