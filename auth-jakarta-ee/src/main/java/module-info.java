/** Gatehouse inside Jakarta EE: the engine as an authentication mechanism, and annotations that say who may call. */
module io.gatehouse.ee {
    requires org.slf4j;
    requires static jakarta.el;
    requires static jakarta.interceptor;
    requires static jakarta.json;
    requires static jakarta.ws.rs;
    requires static jersey.common;
    requires static jersey.server;
    requires static microprofile.config.api;
    requires static microprofile.jwt.auth.api;
    requires static resteasy.core.spi;
    requires static transitive jakarta.annotation;
    requires static transitive jakarta.cdi;
    requires static transitive jakarta.inject;
    requires static transitive jakarta.security;
    requires static transitive jakarta.servlet;
    requires static transitive org.jspecify;
    requires transitive io.gatehouse;

    exports io.gatehouse.access;
    exports io.gatehouse.ee;

    provides io.gatehouse.config.SettingSourceProvider with
            io.gatehouse.mpconfig.MicroProfileSettings;
    provides jakarta.enterprise.inject.spi.Extension with
            io.gatehouse.access.cdi.AccessExtension,
            io.gatehouse.ee.GatehouseExtension,
            io.gatehouse.mpjwt.MpJwtExtension;
    provides jakarta.servlet.ServletContainerInitializer with
            io.gatehouse.access.servlet.AccessInitializer,
            io.gatehouse.ee.GuardInitializer,
            io.gatehouse.ee.MechanismInitializer;
    provides io.gatehouse.servlet.ApplicationSettings with
            io.gatehouse.ee.AnnotationSettings;
}
