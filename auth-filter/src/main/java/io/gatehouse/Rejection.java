package io.gatehouse;

/**
 * A refusal on its way out of a scheme; the engine turns it into an answer. Carries no stack trace, since refusals are cheap
 * and may be caused by anyone.
 */
public final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * Carries a problem.
     *
     * @param problem why the request is refused
     */
    public Rejection(Problem problem) {
        super(problem.type().code() + ": " + problem.reason(), null, false, false);
        this.problem = problem;
    }

    /**
     * Carries a problem.
     *
     * @param type what the client is told
     * @param reason what the log is told; never a secret
     */
    public Rejection(ProblemType type, String reason) {
        this(Problem.of(type, reason));
    }

    /**
     * The problem.
     *
     * @return why the request is refused
     */
    public Problem problem() {
        return problem;
    }
}
