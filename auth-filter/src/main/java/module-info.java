/** Authentication for any servlet container: the engine, the schemes, the store interfaces and the servlet adapter. */
module io.gatehouse {
    requires com.github.benmanes.caffeine;
    requires de.mkammerer.argon2.nolibs;
    requires java.net.http;
    requires org.jose4j;
    requires org.slf4j;
    requires static org.bouncycastle.provider;
    requires static transitive jakarta.servlet;
    requires static transitive org.jspecify;

    exports io.gatehouse.apikey;
    exports io.gatehouse.audit;
    exports io.gatehouse.config;
    exports io.gatehouse.json;
    exports io.gatehouse.login;
    exports io.gatehouse.memory;
    exports io.gatehouse.oauth;
    exports io.gatehouse.password;
    exports io.gatehouse.secret;
    exports io.gatehouse.servlet;
    exports io.gatehouse.session;
    exports io.gatehouse.token;
    exports io.gatehouse;

    uses io.gatehouse.config.SettingSourceProvider;
    uses io.gatehouse.config.StoreProvider;
    uses io.gatehouse.servlet.ApplicationSettings;

    provides jakarta.servlet.ServletContainerInitializer with
            io.gatehouse.servlet.GatehouseInitializer;
}
