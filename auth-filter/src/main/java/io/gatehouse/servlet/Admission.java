package io.gatehouse.servlet;

import io.gatehouse.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;

/** What became of a request that was brought before an engine. */
public sealed interface Admission {
    /**
     * The application may answer.
     *
     * @param request the request to pass on, which speaks of the engine's identity only
     * @param identity who is calling; empty on a path open to anyone
     */
    record Admitted(HttpServletRequest request, Optional<Identity> identity) implements Admission {}

    /**
     * The library has answered; the application must not see the request.
     *
     * @param status the status that was sent
     */
    record Answered(int status) implements Admission {}

    /**
     * Takes the branch of the case at hand.
     *
     * @param <R> what the branches make
     * @param admitted for {@link Admitted}
     * @param answered for {@link Answered}
     * @return what the branch made
     */
    default <R> R match(Function<Admitted, R> admitted, Function<Answered, R> answered) {
        if (this instanceof Admitted it) {
            return admitted.apply(it);
        }
        return answered.apply((Answered) this);
    }
}
