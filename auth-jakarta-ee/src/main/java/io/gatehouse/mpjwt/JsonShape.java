package io.gatehouse.mpjwt;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A claim as Jakarta JSON Processing has it. Loaded where that is there only. */
final class JsonShape {
    private JsonShape() {}

    static @Nullable Object of(Object claim, Class<?> type) {
        JsonValue value = value(claim);
        return type.isInstance(value) ? value : null;
    }

    private static JsonValue value(@Nullable Object claim) {
        if (claim == null) {
            return JsonValue.NULL;
        }
        if (claim instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (claim instanceof Integer || claim instanceof Long) {
            return Json.createValue(((Number) claim).longValue());
        }
        if (claim instanceof Number number) {
            return Json.createValue(new BigDecimal(number.toString()));
        }
        if (claim instanceof Iterable<?> several) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            several.forEach(each -> array.add(value(each)));
            return array.build();
        }
        if (claim instanceof Map<?, ?> members) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            members.forEach((name, member) -> object.add(String.valueOf(name), value(member)));
            return object.build();
        }
        return Json.createValue(claim.toString());
    }
}
