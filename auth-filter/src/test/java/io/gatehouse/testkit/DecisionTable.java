package io.gatehouse.testkit;

import io.gatehouse.AuthRequest;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the engine decides, row by row, under the wiring of {@link DecisionWiring}. Every adapter must come to the same decisions:
 * it sends each row's request its own way and compares what arrives with the row's {@link Expected}.
 */
public final class DecisionTable {
    /** Header fields of an answer that a row speaks of. */
    private static final List<String> NOTED = List.of("Allow", "Retry-After");

    private DecisionTable() {}

    /**
     * A row.
     *
     * @param name a sentence
     * @param request what is asked
     * @param floor what the caller of the engine asks for in addition
     * @param expected what must come of it
     */
    public record Row(String name, Request request, Requirement floor, Expected expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A request as plain data, so that any adapter can send it.
     *
     * @param method the method
     * @param path the decoded path
     * @param headers header lines in order, without cookies
     * @param cookies cookies in order
     * @param origin the origin that the client addresses
     * @param clientAddress where it comes from
     */
    public record Request(
            String method, String path, List<Field> headers, List<Field> cookies, String origin, String clientAddress) {
        /** Copies the lists. */
        public Request {
            headers = List.copyOf(headers);
            cookies = List.copyOf(cookies);
        }

        /**
         * The request for the engine itself.
         *
         * @return the request
         */
        public AuthRequest toAuthRequest() {
            RequestBuilder builder =
                    RequestBuilder.of(method, path).origin(origin).from(clientAddress);
            headers.forEach(field -> builder.header(field.name(), field.value()));
            cookies.forEach(field -> builder.cookie(field.name(), field.value()));
            return builder.build();
        }
    }

    /**
     * A header line or cookie.
     *
     * @param name its name
     * @param value its value
     */
    public record Field(String name, String value) {}

    /** What must come of a request. Compare by {@code equals}. */
    public sealed interface Expected {
        /**
         * The application answers.
         *
         * @param caller {@code subject by scheme}; empty if nobody is signed in
         * @param cookies the {@code Set-Cookie} values
         */
        record Allowed(Optional<String> caller, List<String> cookies) implements Expected {}

        /**
         * The library answers.
         *
         * @param status the status
         * @param code the problem's code; empty if it is no problem
         * @param challenges the lines of {@code WWW-Authenticate}
         * @param headers {@code Allow} and {@code Retry-After}, as far as they are there
         * @param cookies the {@code Set-Cookie} values
         */
        record Answered(
                int status,
                Optional<String> code,
                List<String> challenges,
                Map<String, String> headers,
                List<String> cookies)
                implements Expected {}

        /**
         * What a decision comes to.
         *
         * @param decision the engine's decision
         * @return the same in the words of this table
         */
        static Expected of(Decision decision) {
            return decision.match(
                    allow -> new Allowed(allow.identity().map(Expected::caller), lines(allow.cookies())),
                    answer -> answered(answer.reply()));
        }

        private static Expected answered(Reply reply) {
            Map<String, String> noted = new TreeMap<>();
            for (String name : NOTED) {
                if (reply.headers().containsKey(name)) {
                    noted.put(name, String.join(" | ", reply.headers().get(name)));
                }
            }
            List<String> challenges = reply.headers().getOrDefault("WWW-Authenticate", List.of());
            return new Answered(reply.status(), code(reply), challenges, noted, lines(reply.cookies()));
        }

        private static String caller(Identity identity) {
            return identity.subject() + " by " + identity.scheme();
        }

        private static List<String> lines(List<SetCookie> cookies) {
            return cookies.stream().map(SetCookie::headerValue).toList();
        }

        private static Optional<String> code(Reply reply) {
            if (reply.status() < 400) {
                return Optional.empty();
            }
            try {
                return Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8))
                        .string("code");
            } catch (JsonException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * All rows.
     *
     * @return the rows; names are unique
     */
    public static List<Row> rows() {
        return Stream.of(
                        CredentialRows.all(),
                        RuleRows.all(),
                        SameSiteRows.all(),
                        EndpointRows.all(),
                        TransportRows.all(),
                        FailureRows.all())
                .flatMap(List::stream)
                .toList();
    }
}
