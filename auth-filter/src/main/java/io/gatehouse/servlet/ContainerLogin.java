package io.gatehouse.servlet;

import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** A login of the container's own beside the engine's, where {@link ServletAdapter#allowContainerLogin} lets it count. */
final class ContainerLogin {
    private ContainerLogin() {}

    /**
     * Checks that a request is of one person. The container's own resources, such as EJBs, go by its login, whoever the engine found.
     *
     * @throws Rejection {@code CREDENTIALS_AMBIGUOUS} if the container has signed in somebody else
     */
    static void requireSame(Optional<Identity> identity, HttpServletRequest request) throws Rejection {
        Principal container = request.getUserPrincipal();
        if (identity.isPresent()
                && container != null
                && !new IdentityPrincipal(identity.get()).getName().equals(container.getName())) {
            throw new Rejection(
                    RequestProblems.CREDENTIALS_AMBIGUOUS,
                    "the credential is of " + identity.get().subject()
                            + ", and the container's login of another person");
        }
    }
}
