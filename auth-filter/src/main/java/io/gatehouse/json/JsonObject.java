package io.gatehouse.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object with typed look-ups. A member of another type than the one asked for is an error, never absent. Immutable.
 *
 * @param members the members in the order of the text; values as described at {@link Json}
 */
public record JsonObject(Map<String, Object> members) {
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * Leaves out the members whose value is {@code null}.
     *
     * @return an object without them
     */
    public JsonObject withoutNulls() {
        Map<String, Object> kept = new LinkedHashMap<>(members);
        kept.values().removeIf(JsonNull.NULL::equals);
        return new JsonObject(kept);
    }

    /**
     * Whether a member of this name exists, of whatever type.
     *
     * @param name the member's name
     * @return true if it exists
     */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * Finds a string member.
     *
     * @param name the member's name
     * @return the string, or empty if there is no such member
     * @throws JsonException if the member is not a string
     */
    public Optional<String> string(String name) throws JsonException {
        return member(name, String.class, "a string");
    }

    /**
     * Finds a boolean member.
     *
     * @param name the member's name
     * @return the value, or empty if there is no such member
     * @throws JsonException if the member is not a boolean
     */
    public Optional<Boolean> bool(String name) throws JsonException {
        return member(name, Boolean.class, "a boolean");
    }

    /**
     * Finds a whole number of at most 18 digits, written without fraction or exponent.
     *
     * @param name the member's name
     * @return the number, or empty if there is no such member
     * @throws JsonException if the member is anything else
     */
    public Optional<Long> integer(String name) throws JsonException {
        return member(name, Long.class, "a whole number");
    }

    /**
     * Finds a number: a {@link Long} or a finite {@link Double}.
     *
     * @param name the member's name
     * @return the number, or empty if there is no such member
     * @throws JsonException if the member is not a number
     */
    public Optional<Number> number(String name) throws JsonException {
        return member(name, Number.class, "a number");
    }

    /**
     * Finds an object member.
     *
     * @param name the member's name
     * @return the object, or empty if there is no such member
     * @throws JsonException if the member is not an object
     */
    public Optional<JsonObject> object(String name) throws JsonException {
        return member(name, JsonObject.class, "an object");
    }

    /**
     * Finds an array of strings.
     *
     * @param name the member's name
     * @return the strings, or empty if there is no such member
     * @throws JsonException if the member is not an array, or an element is not a string
     */
    public Optional<List<String>> strings(String name) throws JsonException {
        Optional<List<?>> values = member(name, List.class, "an array").map(list -> (List<?>) list);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        for (Object value : values.get()) {
            if (!(value instanceof String string)) {
                throw new JsonException(name + " is not an array of strings");
            }
            strings.add(string);
        }
        return Optional.of(List.copyOf(strings));
    }

    /** Never shows names or values: bodies hold passwords. */
    @Override
    public String toString() {
        return "JsonObject[" + members.size() + " members]";
    }

    private <T> Optional<T> member(String name, Class<T> type, String wanted) throws JsonException {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new JsonException(name + " is not " + wanted);
        }
        return Optional.of(type.cast(value));
    }
}
