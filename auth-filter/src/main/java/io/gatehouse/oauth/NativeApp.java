package io.gatehouse.oauth;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A native app whose people sign in with a provider in the system's browser (RFC 8252). The browser hands a one-time code over to the app,
 * which exchanges it for tokens. The provider is always told to ask the person ({@code prompt=select_account}): any program of the same
 * machine can begin a login in the app's name, and would otherwise get the tokens unseen (section 8.6).
 *
 * @param clientId how the app calls itself; no secret
 * @param redirectUri where the browser hands the code over, one of
 *     <ul>
 *       <li>an https address that the system gives to the app (section 7.2); the only kind that no other app can claim,
 *       <li>{@code http://127.0.0.1/path} or {@code http://[::1]/path}, at whatever port the app listens (section 7.3),
 *       <li>an address of the app's own scheme, which is a domain name backwards (section 7.1): {@code com.example.app:/signed-in}
 *     </ul>
 */
public record NativeApp(String clientId, URI redirectUri) {
    private static final int MAX_CLIENT_ID = 255;
    private static final int MAX_REDIRECT_URI = 1000;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the client id is blank or longer than 255 characters, or the address is longer than 1000, is none
     *     of these, or has a query or a fragment
     */
    public NativeApp {
        if (clientId.isBlank()
                || clientId.length() > MAX_CLIENT_ID
                || redirectUri.toString().length() > MAX_REDIRECT_URI) {
            throw new IllegalArgumentException("the client id is blank, or it or the redirect URI is too long");
        }
        String scheme = redirectUri.getScheme() == null ? "" : redirectUri.getScheme();
        boolean own = scheme.contains(".") && !redirectUri.isOpaque();
        boolean https = scheme.equals("https") && redirectUri.getHost() != null;
        boolean plain = redirectUri.getRawQuery() == null
                && redirectUri.getRawFragment() == null
                && redirectUri.getRawUserInfo() == null;
        if (!plain || !(own || https || isLoopback(redirectUri))) {
            throw new IllegalArgumentException("the redirect URI of " + clientId
                    + " is neither https, nor http://127.0.0.1/…, nor of a scheme like com.example.app: "
                    + redirectUri);
        }
    }

    /** Whether this is the app's address: character by character, except for the port of a loopback address. */
    boolean owns(String wanted) {
        if (wanted.equals(redirectUri.toString())) {
            return true;
        }
        if (!isLoopback(redirectUri) || wanted.length() > MAX_REDIRECT_URI) {
            return false;
        }
        String before = "http://" + redirectUri.getHost().toLowerCase(Locale.ROOT) + ":";
        int path = wanted.indexOf('/', before.length());
        if (!wanted.startsWith(before) || path < 0) {
            return false;
        }
        String port = wanted.substring(before.length(), path);
        return port.matches("[1-9][0-9]{0,4}")
                && Integer.parseInt(port) <= 65_535
                && wanted.substring(path).equals(redirectUri.getRawPath());
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }
}
