package io.gatehouse.servlet;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the container's own session, if the application uses one: at a login by cookie it gets another id, so that nobody
 * who knew the id before shares it (session fixation); at a logout by cookie it ends.
 */
final class ContainerSession {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerSession.class);

    private ContainerSession() {}

    static void follow(Reply reply, HttpServletRequest request) {
        if (reply.cookies().isEmpty()) {
            return;
        }
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        try {
            if (has(reply, AuthEvent.Type.LOGIN)) {
                request.changeSessionId();
            } else if (has(reply, AuthEvent.Type.LOGOUT)) {
                session.invalidate();
            }
        } catch (IllegalStateException e) {
            // Another request has ended it at this moment
            LOG.debug("the container's session had ended already", e);
        }
    }

    private static boolean has(Reply reply, AuthEvent.Type type) {
        return reply.facts().stream().anyMatch(fact -> fact.type() == type);
    }
}
