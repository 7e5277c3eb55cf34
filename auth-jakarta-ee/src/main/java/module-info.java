/** Gatehouse inside Jakarta EE: the engine as an authentication mechanism, and annotations that say who may call. */
module io.gatehouse.ee {
    requires org.slf4j;
    requires static transitive jakarta.cdi;
    requires static transitive jakarta.inject;
    requires static transitive jakarta.security;
    requires static transitive jakarta.servlet;
    requires static transitive org.jspecify;
    requires transitive io.gatehouse;

    exports io.gatehouse.access;
    exports io.gatehouse.ee;

    provides jakarta.enterprise.inject.spi.Extension with
            io.gatehouse.ee.GatehouseExtension;
    provides jakarta.servlet.ServletContainerInitializer with
            io.gatehouse.ee.GuardInitializer;
}
