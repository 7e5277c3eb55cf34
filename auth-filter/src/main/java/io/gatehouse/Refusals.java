package io.gatehouse;

import io.gatehouse.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place that turns a problem into an answer: RFC 9457 body, challenges, headers. */
final class Refusals {
    /** Sent when no scheme of the route has a challenge of its own; RFC 9110 section 15.5.2 wants at least one. */
    private static final String FALLBACK_CHALLENGE = "Login realm=\"gatehouse\"";

    private Refusals() {}

    /**
     * Makes the answer.
     *
     * @param accepted the schemes that the route invites
     * @param judged the scheme whose credential is the matter of the problem, if any
     * @param loginUri where people sign in, if that helps
     * @param requestId under which the log tells more
     */
    static Reply reply(
            Problem problem,
            List<Authenticator> accepted,
            @Nullable Authenticator judged,
            Optional<String> loginUri,
            Optional<String> requestId) {
        if (problem.page().isPresent()) {
            Reply redirect = Reply.redirect(303, problem.page().get());
            for (Map.Entry<String, String> header : problem.headers().entrySet()) {
                redirect = redirect.withHeader(header.getKey(), header.getValue());
            }
            return redirect;
        }
        ProblemType type = problem.type();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.uri());
        body.put("title", type.title());
        body.put("status", type.status());
        body.put("detail", problem.detail());
        body.put("code", type.code());
        loginUri.ifPresent(uri -> body.put("loginUri", uri));
        requestId.ifPresent(id -> body.put("requestId", id));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        problem.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        List<String> challenges = challenges(problem, accepted, judged);
        if (!challenges.isEmpty()) {
            headers.put("WWW-Authenticate", challenges);
        }
        return Reply.of(type.status(), "application/problem+json", Json.write(body), headers);
    }

    /** One line for each scheme, so that no client has to split a list (RFC 9110 section 11.6.1). */
    private static List<String> challenges(
            Problem problem, List<Authenticator> accepted, @Nullable Authenticator judged) {
        List<String> lines = new ArrayList<>();
        if (judged != null && problem.type().status() < 500 && problem.type().status() != 429) {
            judged.challenge(Optional.of(problem)).ifPresent(lines::add);
        }
        if (problem.type().status() != 401) {
            return lines;
        }
        for (Authenticator authenticator : accepted) {
            if (authenticator != judged) {
                authenticator.challenge(Optional.empty()).ifPresent(lines::add);
            }
        }
        return lines.isEmpty() ? List.of(FALLBACK_CHALLENGE) : lines;
    }
}
