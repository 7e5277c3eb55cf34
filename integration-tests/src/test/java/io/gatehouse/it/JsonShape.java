package io.gatehouse.it;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is left of JSON without its values: the names of members, and the types of what is in them. */
final class JsonShape {
    private JsonShape() {}

    /**
     * The shape of a text. Of an array it is the shape of its first element, and all others must have the same.
     *
     * @throws AssertionError if it is no JSON, or the elements of an array differ
     */
    static Object of(String text) {
        try {
            Object value = text.strip().startsWith("[") ? JSONArrayUtils.parse(text) : JSONObjectUtils.parse(text);
            return shape(value);
        } catch (ParseException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static Object shape(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new TreeMap<>();
            object.forEach((name, member) -> members.put((String) name, shape(member)));
            return members;
        }
        if (value instanceof List<?> array) {
            List<Object> shapes =
                    array.stream().map(JsonShape::shape).distinct().toList();
            if (shapes.size() > 1) {
                throw new AssertionError("elements of different shapes: " + shapes);
            }
            return shapes;
        }
        if (value == null) {
            return "null";
        }
        return value instanceof Number ? "number" : value.getClass().getSimpleName();
    }
}
