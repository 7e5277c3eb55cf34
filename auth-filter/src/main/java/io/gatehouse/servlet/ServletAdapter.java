package io.gatehouse.servlet;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SecurityHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Brings servlet requests before an engine and carries out what it decides. {@link AuthFilter} does so in front of an application;
 * use this for another place in a container, such as its authentication mechanism. Safe for any number of threads; keeps nothing
 * but what it notes with each request.
 *
 * <p>A request is judged once, when it comes in. Later dispatches of the same request (FORWARD, INCLUDE, ASYNC, ERROR) show the
 * identity that was found and judge no rule: it is the application that sends the request on. A dispatch that this adapter has not
 * seen come in is judged by its own URL, except that an ERROR dispatch goes on with nobody signed in and an INCLUDE is refused.
 */
public final class ServletAdapter {
    private static final String ATTRIBUTE = "io.gatehouse.servlet.ServletAdapter";

    private final RequestJudge judge;

    private ServletAdapter(RequestJudge judge) {
        this.judge = judge;
    }

    /**
     * An adapter that lets no ambiguous URL through.
     *
     * @param engine the engine; it is not closed here
     * @return the adapter
     */
    public static ServletAdapter of(AuthEngine engine) {
        return new ServletAdapter(new RequestJudge(
                engine, new UrlGuard(UrlPolicy.strict()), TrustedProxies.none(), SecurityHeaders.standard(), false));
    }

    /**
     * The adapter of the filter that settings have put in front of an application, for another place in the container that should decide
     * the same, once: that filter passes on what its adapter has let in before.
     *
     * @param context the application
     * @return the adapter; empty if there is no such filter, or it is not initialized yet
     */
    public static Optional<ServletAdapter> configured(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof ServletAdapter adapter
                ? Optional.of(adapter)
                : Optional.empty();
    }

    void offer(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /**
     * Lets some ambiguous URLs through.
     *
     * @param value what is let through
     * @return a changed copy
     */
    public ServletAdapter withUrls(UrlPolicy value) {
        return new ServletAdapter(new RequestJudge(
                judge.engine(), new UrlGuard(value), judge.proxies(), judge.security(), judge.containerLogin()));
    }

    /**
     * Believes proxies that say who the client is and what it addressed.
     *
     * @param value the proxies
     * @return a changed copy
     */
    public ServletAdapter withTrustedProxies(TrustedProxies value) {
        return new ServletAdapter(
                new RequestJudge(judge.engine(), judge.urls(), value, judge.security(), judge.containerLogin()));
    }

    /**
     * Sends other security headers than {@link SecurityHeaders#standard}.
     *
     * @param value which
     * @return a changed copy
     */
    public ServletAdapter withHeaders(SecurityHeaders value) {
        return new ServletAdapter(
                new RequestJudge(judge.engine(), judge.urls(), judge.proxies(), value, judge.containerLogin()));
    }

    /**
     * Shows the application whom its container has signed in, where the engine lets a request through with nobody signed in: {@code
     * getUserPrincipal}, {@code getRemoteUser}, {@code getAuthType}, {@code isUserInRole}, {@code authenticate}, {@code login} and
     * {@code logout} are the container's there. A weakening: on open paths the engine's word is not the only one. No rule counts
     * such a login. A request that the engine found to be of one person and the container of another is refused with {@code
     * CREDENTIALS_AMBIGUOUS}: else an EJB would act for the latter.
     *
     * @return a changed copy
     */
    public ServletAdapter allowContainerLogin() {
        return new ServletAdapter(
                new RequestJudge(judge.engine(), judge.urls(), judge.proxies(), judge.security(), true));
    }

    /** Whether the container speaks for a caller whom nobody else has identified. */
    boolean leavesToContainer(Caller caller) {
        return judge.containerLogin() && caller.isNobody();
    }

    /**
     * Judges a request, and answers it or sets the cookies of an allowed one.
     *
     * @param request the request
     * @param response its response
     * @param floor what is asked in addition to the path's rule when a request comes in; {@link Requirement#anyone} if nothing
     * @return what became of it
     * @throws IOException if the answer can't be sent
     * @throws ServletException if this is an INCLUDE of a request that has not come in through this adapter
     */
    public Admission admit(HttpServletRequest request, HttpServletResponse response, Requirement floor)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        Optional<Admission.Admitted> known = type == DispatcherType.REQUEST ? Optional.empty() : admitted(request);
        if (known.isPresent()) {
            return known.get();
        }
        Caller.forget(request);
        if (type == DispatcherType.INCLUDE) {
            throw new ServletException("a request that did not come in through this adapter may not include its paths");
        }
        if (type == DispatcherType.ERROR) {
            return noted(Caller.unknown(this, judge.headers(request)), request);
        }
        return carryOut(judge.judge(request, floor), request, response);
    }

    /**
     * What this adapter said of the same request before.
     *
     * @param request the request, in the same or a later dispatch
     * @return the same with the present identity, or empty if the request was not admitted here
     */
    public Optional<Admission.Admitted> admitted(HttpServletRequest request) {
        return Caller.of(request, this).map(caller -> shown(caller, request));
    }

    /** Whether this has let the request in already, and passed on what comes now; of another path or method it would have to judge again. */
    boolean hasLetIn(HttpServletRequest request) {
        Optional<AuthenticatedRequest> shown =
                Caller.of(request, this).flatMap(it -> AuthenticatedRequest.in(request, it));
        return shown.isPresent()
                && (request.getDispatcherType() != DispatcherType.REQUEST || judge.isSame(request, shown.get()));
    }

    /**
     * Answers that something failed around this adapter, and reports it: 500, or 503 if a store is down.
     *
     * @param request the request
     * @param response its response
     * @param cause what was thrown; for the log only
     * @return what was sent
     * @throws IOException if the answer can't be sent
     */
    public Admission.Answered fail(HttpServletRequest request, HttpServletResponse response, Throwable cause)
            throws IOException {
        RequestJudge.Verdict verdict = judge.fail(request, cause);
        verdict.headers().apply(response);
        return answer((Decision.Answer) verdict.decision(), request, response);
    }

    /**
     * Who is calling, if the request was admitted by any adapter or filter of this library.
     *
     * @param request the request, whoever has wrapped it
     * @return the identity, or empty if nobody is signed in
     */
    public static Optional<Identity> caller(HttpServletRequest request) {
        return Caller.of(request).flatMap(Caller::identity);
    }

    /**
     * Judges what the application asks of the caller beyond the rule of the path, for instance by an annotation. The answer is
     * not sent.
     *
     * @param request the request, whoever has wrapped it
     * @param requirement what is asked
     * @return the answer to send instead of the application's, with {@link #send} for instance; empty if nothing is amiss
     * @throws IllegalStateException if the request was not admitted by any adapter or filter of this library
     */
    public static Optional<Reply> demand(HttpServletRequest request, Requirement requirement) {
        Caller caller =
                Caller.of(request).orElseThrow(() -> new IllegalStateException("no engine has judged this request"));
        return caller.judge().judge.demand(request, caller.judgedPath().orElse("/"), caller.identity(), requirement);
    }

    /**
     * Whether a request was admitted by any adapter or filter of this library: to find out that a container has passed all of them by.
     *
     * @param request the request, whoever has wrapped it
     * @return true if so, whether anybody is signed in or not
     */
    public static boolean isAdmitted(HttpServletRequest request) {
        return Caller.of(request).isPresent();
    }

    /**
     * The response to pass on with an admitted request: what the application adds takes the place of the default headers, what it
     * resets gets them again. In later dispatches (ERROR, ASYNC) of a request, they are set again if they are missing.
     *
     * @param request the request, whoever has wrapped it
     * @param response its response
     * @return the response to pass on; the same if the request was not admitted by any adapter, or is included in another answer
     */
    public static HttpServletResponse shielded(HttpServletRequest request, HttpServletResponse response) {
        DispatcherType type = request.getDispatcherType();
        Optional<Caller> caller = type == DispatcherType.INCLUDE ? Optional.empty() : Caller.of(request);
        if (caller.isEmpty()) {
            return response;
        }
        DefaultHeaders headers = caller.get().headers();
        if (type != DispatcherType.REQUEST) {
            headers.apply(response);
        }
        return new ShieldedResponse(response, headers);
    }

    /**
     * Sends an answer of the library; does nothing if another one is on its way already.
     *
     * @param reply the answer
     * @param request the request
     * @param response its response
     * @throws IOException if the answer can't be sent
     */
    public static void send(Reply reply, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ReplyWriter.write(reply, request.getMethod(), response);
    }

    /** Asks somebody who is not signed in to do so; true if they turn out to be signed in. */
    boolean ask(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
        Decision decision = judge.ask(request, caller.judgedPath());
        if (decision instanceof Decision.Allow allow) {
            ReplyWriter.addCookies(allow.cookies(), response);
            allow.identity().ifPresent(identity -> caller.become(identity, request));
        } else {
            answer((Decision.Answer) decision, request, response);
        }
        return caller.identity().isPresent();
    }

    private Admission carryOut(RequestJudge.Verdict verdict, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        verdict.headers().apply(response);
        if (verdict.decision() instanceof Decision.Answer it) {
            return answer(it, request, response);
        }
        Decision.Allow allow = (Decision.Allow) verdict.decision();
        ReplyWriter.addCookies(allow.cookies(), response);
        return noted(Caller.judged(this, verdict.path(), allow.identity(), verdict.headers()), request);
    }

    private Admission.Admitted noted(Caller caller, HttpServletRequest request) {
        caller.remember(request);
        return shown(caller, request);
    }

    private Admission.Admitted shown(Caller caller, HttpServletRequest request) {
        return new Admission.Admitted(new AuthenticatedRequest(request, this, caller), caller.identity());
    }

    private static Admission.Answered answer(
            Decision.Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ContainerSession.follow(answer.reply(), request);
        ReplyWriter.write(answer.reply(), request.getMethod(), response);
        return new Admission.Answered(answer.reply().status());
    }
}
