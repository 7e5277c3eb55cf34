package io.gatehouse.access;

import io.gatehouse.Reply;

/**
 * The caller may not call this bean or resource. Not handled by applications: the adapters for JAX-RS and servlets send the answer.
 */
public final class AccessRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /**
     * A refusal.
     *
     * @param reply the answer to send
     * @param source what was called
     */
    public AccessRefusedException(Reply reply, String source) {
        super("the caller of " + source + " was refused with status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    /**
     * The answer to send.
     *
     * @return the whole answer
     */
    public Reply reply() {
        return reply;
    }
}
