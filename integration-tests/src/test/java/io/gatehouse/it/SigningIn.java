package io.gatehouse.it;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The example in a process of its own, with a provider that people sign in with. */
final class SigningIn implements AutoCloseable {
    private static final String START = "/api/auth/oidc?returnTo=/api/profile";
    private static final String CALLBACK = "/api/auth/oidc/callback";

    private final ExampleRunner runner;
    private final String url;
    private final String cookie;

    private SigningIn(ExampleRunner runner, String url) {
        this.runner = runner;
        this.url = url;
        this.cookie = url.startsWith("https:") ? "__Host-gatehouse" : "gatehouse";
    }

    /** Where the example will be: providers must know it, and redirects name it. */
    static String urlAt(int port) {
        return "http://localhost:" + port;
    }

    /**
     * Starts the example.
     *
     * @param name of its directory
     * @param port where it listens
     * @param provider the variables that name the provider, and others
     */
    static SigningIn start(String name, int port, Map<String, String> provider) throws IOException {
        return start(name, port, urlAt(port), provider);
    }

    /**
     * Starts the example where browsers find it at another address than its own.
     *
     * @param publicUrl that address
     */
    static SigningIn start(String name, int port, String publicUrl, Map<String, String> provider) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(provider);
        environment.put("PORT", String.valueOf(port));
        environment.put("PUBLIC_URL", publicUrl);
        return new SigningIn(ExampleRunner.start(name, environment), publicUrl);
    }

    Client client(Secrets secrets) {
        return new Client(url, secrets);
    }

    /** The name of the cookie that carries a session here. */
    String cookieName() {
        return cookie;
    }

    /** The value of that cookie; empty if there is none. */
    String session(Browser browser) {
        return browser.cookie(cookie);
    }

    String output() {
        return runner.output();
    }

    URI uri(String path) {
        return URI.create(url + path);
    }

    /** Begins a login. */
    Answer begin(Browser browser) throws IOException {
        return browser.open(uri(START));
    }

    /**
     * Begins a login, and goes through the provider's pages.
     *
     * @return the address of the callback, which is not opened
     */
    URI callback(Browser browser, Map<String, String> typed) throws IOException {
        URI provider = Browser.location(uri(START), begin(browser).is(302));
        return browser.goThrough(provider, typed, uri(CALLBACK).toString());
    }

    /**
     * Signs in.
     *
     * @return the account, as the example shows it
     */
    Map<?, ?> signIn(Browser browser, Map<String, String> typed) throws IOException {
        browser.open(callback(browser, typed)).is(303);
        return account(browser);
    }

    /** The account that is signed in. */
    Map<?, ?> account(Browser browser) throws IOException {
        return (Map<?, ?>) browser.open(uri("/api/profile")).is(200).json().get("user");
    }

    @Override
    public void close() {
        runner.close();
    }
}
