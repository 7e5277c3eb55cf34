package io.gatehouse;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the bodies of endpoints: one JSON object, {@code application/json}, UTF-8, at most {@value #LIMIT} bytes. Members that
 * are {@code null} count as absent; members that nobody asks for are ignored, so none of them can set a field.
 */
public final class JsonBody {
    /** The longest body that is read, in bytes. */
    public static final int LIMIT = 16 * 1024;

    private JsonBody() {}

    /**
     * Reads the body.
     *
     * @param request the request
     * @return the object
     * @throws Rejection {@code MEDIA_TYPE_UNSUPPORTED}, {@code REQUEST_TOO_LARGE} or {@code REQUEST_MALFORMED}
     */
    public static JsonObject read(AuthRequest request) throws Rejection {
        requireJson(request.headers("Content-Type"));
        return parse(request.body(LIMIT));
    }

    /**
     * Reads the body if there is one.
     *
     * @param request the request
     * @return the object, without members if the body is empty
     * @throws Rejection as {@link #read}
     */
    public static JsonObject readOptional(AuthRequest request) throws Rejection {
        byte[] body = request.body(LIMIT);
        if (body.length == 0) {
            return new JsonObject(Map.of());
        }
        requireJson(request.headers("Content-Type"));
        return parse(body);
    }

    /**
     * A string that must be there.
     *
     * @param body the object
     * @param name the member's name
     * @return the string
     * @throws Rejection {@code REQUEST_MALFORMED} if it is absent or no string; the client is told the name
     */
    public static String required(JsonObject body, String name) throws Rejection {
        return get(body, name, JsonObject::string).orElseThrow(() -> malformed("\"" + name + "\" is missing."));
    }

    /**
     * A member that may be absent.
     *
     * @param <T> its type
     * @param body the object
     * @param name the member's name
     * @param getter one of the look-ups of {@link JsonObject}
     * @return the value
     * @throws Rejection {@code REQUEST_MALFORMED} if it is of another type; the client is told the name
     */
    public static <T> Optional<T> get(JsonObject body, String name, Getter<T> getter) throws Rejection {
        try {
            return getter.get(body, name);
        } catch (JsonException e) {
            throw malformed("\"" + name + "\" has the wrong type.");
        }
    }

    /**
     * A body that has the wrong form.
     *
     * @param detail what the client is told
     * @return the rejection
     */
    public static Rejection malformed(String detail) {
        return new Rejection(
                Problem.of(RequestProblems.REQUEST_MALFORMED, detail).withDetail(detail));
    }

    /**
     * A typed look-up of {@link JsonObject}.
     *
     * @param <T> the type
     */
    @FunctionalInterface
    public interface Getter<T> {
        /**
         * Looks a member up.
         *
         * @param object the object
         * @param name the member's name
         * @return the value, or empty if there is no such member
         * @throws JsonException if the member is of another type
         */
        Optional<T> get(JsonObject object, String name) throws JsonException;
    }

    private static JsonObject parse(byte[] body) throws Rejection {
        try {
            return Json.parseObject(body).withoutNulls();
        } catch (JsonException e) {
            throw new Rejection(Problem.of(RequestProblems.REQUEST_MALFORMED, String.valueOf(e.getMessage()))
                    .withDetail("The body is not one well-formed JSON object."));
        }
    }

    private static void requireJson(List<String> contentType) throws Rejection {
        String type = contentType.size() == 1 ? contentType.get(0).toLowerCase(Locale.ROOT) : "";
        int semicolon = type.indexOf(';');
        String media = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        String parameter = semicolon < 0 ? "" : type.substring(semicolon + 1).strip();
        boolean utf8 =
                parameter.isEmpty() || parameter.equals("charset=utf-8") || parameter.equals("charset=\"utf-8\"");
        if (!media.equals("application/json") || !utf8) {
            throw new Rejection(RequestProblems.MEDIA_TYPE_UNSUPPORTED, "Content-Type is " + contentType);
        }
    }
}
