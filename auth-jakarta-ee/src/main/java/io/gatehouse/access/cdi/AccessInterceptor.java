package io.gatehouse.access.cdi;

import io.gatehouse.Problem;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.access.AccessCheck;
import io.gatehouse.access.AccessRefusedException;
import io.gatehouse.access.AccessRule;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Holds the caller of the present request against the annotations of a bean's method. */
@Guarded
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class AccessInterceptor {
    private final AccessExtension extension;
    private final Instance<HttpServletRequest> requests;

    @Inject
    AccessInterceptor(BeanManager beans, Instance<HttpServletRequest> requests) {
        extension = beans.getExtension(AccessExtension.class);
        this.requests = requests;
    }

    @AroundInvoke
    Object ask(InvocationContext call) throws Exception {
        Optional<AccessRule> rule = extension.rules().of(call.getTarget().getClass(), call.getMethod());
        if (rule.isPresent() && !rule.get().requirement().open()) {
            Optional<Reply> reply = refuse(rule.get());
            if (reply.isPresent()) {
                throw new AccessRefusedException(reply.get(), rule.get().source());
            }
        }
        return call.proceed();
    }

    private Optional<Reply> refuse(AccessRule rule) {
        try {
            return AccessCheck.refuse(requests.get(), rule);
        } catch (ContextNotActiveException e) {
            return Optional.of(Reply.problem(
                    Problem.of(RequestProblems.CREDENTIALS_MISSING, "there is no request: nobody calls")));
        }
    }
}
