package io.gatehouse.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Header fields that an answer has unless somebody else sets them. Kept with the request, since containers drop them from a response
 * that is reset.
 *
 * @param security what tells browsers to be careful
 * @param decided what the engine adds to this answer
 */
record DefaultHeaders(Map<String, String> security, Map<String, String> decided) {
    private static final String VARY = "Vary";
    private static final String CORS = "Access-Control-";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /** Sets what is not there yet. Fields of the CORS protocol come from one place: if somebody has set the origin, from there. */
    void apply(HttpServletResponse response) {
        for (Map.Entry<String, String> field : security.entrySet()) {
            if (!response.containsHeader(field.getKey())) {
                response.setHeader(field.getKey(), field.getValue());
            }
        }
        if (decided.isEmpty()) {
            return;
        }
        boolean others = response.containsHeader(ALLOW_ORIGIN);
        for (Map.Entry<String, String> field : decided.entrySet()) {
            String name = field.getKey();
            if (name.equals(VARY)) {
                vary(response);
            } else if (!response.containsHeader(name) && !(others && name.startsWith(CORS))) {
                response.setHeader(name, field.getValue());
            }
        }
    }

    /** Adds to {@code Vary} what must be in it, beside what others have put there. */
    void vary(HttpServletResponse response) {
        String needed = decided.get(VARY);
        if (needed != null && !response.getHeaders(VARY).contains(needed)) {
            response.addHeader(VARY, needed);
        }
    }

    /** The default of a field, however its name is written; null if it has none. */
    @Nullable
    String of(String name) {
        String value = find(security, name);
        return value == null ? find(decided, name) : value;
    }

    private static @Nullable String find(Map<String, String> fields, String name) {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }
}
