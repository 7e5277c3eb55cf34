package io.gatehouse;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code application/x-www-form-urlencoded} bodies of endpoints, strictly: nothing is guessed, and each field may come once. */
public final class FormBody {
    /** The most bytes that a form may have. */
    public static final int LIMIT = 16 * 1024;

    private final List<String> fields;

    private FormBody(List<String> fields) {
        this.fields = fields;
    }

    /**
     * Reads a form.
     *
     * @param request the request
     * @return the form
     * @throws Rejection {@code MEDIA_TYPE_UNSUPPORTED} if it is something else, {@code REQUEST_TOO_LARGE} if it is longer than {@value
     *     #LIMIT} bytes, {@code REQUEST_MALFORMED} if it can't be read
     */
    public static FormBody read(AuthRequest request) throws Rejection {
        List<String> type = request.headers("Content-Type");
        String media = type.size() == 1 ? type.get(0).toLowerCase(Locale.ROOT) : "";
        if (!media.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")) {
            throw new Rejection(RequestProblems.MEDIA_TYPE_UNSUPPORTED, "Content-Type is " + type);
        }
        String body = new String(request.body(LIMIT), StandardCharsets.ISO_8859_1);
        return new FormBody(List.of(body.split("&", -1)));
    }

    /**
     * A field that may be absent.
     *
     * @param name the field's name, which needs no encoding
     * @return its value, decoded as UTF-8
     * @throws Rejection {@code REQUEST_MALFORMED} if it comes twice, or its encoding is wrong; the client is told the name
     */
    public Optional<String> field(String name) throws Rejection {
        List<String> values = new ArrayList<>();
        for (String field : fields) {
            if (field.startsWith(name + "=")) {
                values.add(field.substring(name.length() + 1));
            }
        }
        if (values.size() > 1) {
            throw JsonBody.malformed("\"" + name + "\" comes more than once.");
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(decoded(values.get(0)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw JsonBody.malformed("\"" + name + "\" is not encoded like a form.");
        }
    }

    /** Strictly: bytes that are no UTF-8 would otherwise all become the same character. */
    private static String decoded(String value) throws CharacterCodingException {
        if (!value.matches("([^%]|%[0-9A-Fa-f]{2})*+")) {
            throw new IllegalArgumentException("not encoded like a form");
        }
        byte[] bytes = URLDecoder.decode(value, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * A field that must be there.
     *
     * @param name the field's name
     * @return its value
     * @throws Rejection as {@link #field}, or if it is absent
     */
    public String required(String name) throws Rejection {
        return field(name).orElseThrow(() -> JsonBody.malformed("\"" + name + "\" is missing."));
    }
}
