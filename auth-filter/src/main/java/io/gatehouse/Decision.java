package io.gatehouse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the engine says of a request. */
public sealed interface Decision {
    /**
     * The application may answer.
     *
     * @param identity who is calling; empty on a path open to anyone
     * @param cookies cookies to set or clear with whatever the application answers
     * @param headers header fields to set on it, unless it sets them itself
     */
    record Allow(Optional<Identity> identity, List<SetCookie> cookies, Map<String, String> headers)
            implements Decision {
        public Allow {
            cookies = List.copyOf(cookies);
            headers = Map.copyOf(headers);
        }
    }

    /**
     * The library answers; the application does not see the request.
     *
     * @param reply the whole answer
     */
    record Answer(Reply reply) implements Decision {}

    /**
     * Takes the branch of the case at hand.
     *
     * @param <R> what the branches make
     * @param allow for {@link Allow}
     * @param answer for {@link Answer}
     * @return what the branch made
     */
    default <R> R match(Function<Allow, R> allow, Function<Answer, R> answer) {
        if (this instanceof Allow it) {
            return allow.apply(it);
        }
        return answer.apply((Answer) this);
    }
}
