package io.gatehouse.mpjwt;

import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes claims injectable in the types of Jakarta JSON Processing; each of one type alone, for all of them are values too. Added where
 * that is there only.
 */
final class JsonProducer {
    JsonProducer() {}

    @Produces
    @Claim
    @Typed(JsonString.class)
    static @Nullable JsonString text(InjectionPoint point, JsonWebToken token) {
        return (JsonString) TokenProducer.value(point, token);
    }

    @Produces
    @Claim
    @Typed(JsonNumber.class)
    static @Nullable JsonNumber number(InjectionPoint point, JsonWebToken token) {
        return (JsonNumber) TokenProducer.value(point, token);
    }

    @Produces
    @Claim
    @Typed(JsonArray.class)
    static @Nullable JsonArray array(InjectionPoint point, JsonWebToken token) {
        return (JsonArray) TokenProducer.value(point, token);
    }

    @Produces
    @Claim
    @Typed(JsonObject.class)
    static @Nullable JsonObject object(InjectionPoint point, JsonWebToken token) {
        return (JsonObject) TokenProducer.value(point, token);
    }

    @Produces
    @Claim
    static @Nullable JsonValue any(InjectionPoint point, JsonWebToken token) {
        return (JsonValue) TokenProducer.value(point, token);
    }
}
