package io.gatehouse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words refusals and failures as answers, and tells of them. */
final class Answers {
    private final Optional<LoginPage> loginPage;
    private final CrossOrigin crossOrigin;
    private final Events events;

    Answers(Optional<LoginPage> loginPage, CrossOrigin crossOrigin, Events events) {
        this.loginPage = loginPage;
        this.crossOrigin = crossOrigin;
        this.events = events;
    }

    Decision.Answer refused(AuthRequest request, Refused refused) {
        String id = events.refused(request, refused);
        Optional<LoginPage> page = loginPage.filter(it -> LoginPage.helps(refused.problem(), refused.authenticator()));
        Reply reply = page.flatMap(it -> it.redirect(request))
                .orElseGet(() -> Refusals.reply(
                        refused.problem(),
                        refused.route().accepted(),
                        refused.authenticator(),
                        page.map(it -> it.uri(request)),
                        Optional.of(id)));
        return answer(request, reply, refused.cookies());
    }

    Decision.Answer failed(AuthRequest request, Throwable cause) {
        String id = events.failed(request, cause);
        Problem problem = cause instanceof StoreUnavailableException
                ? Problem.unavailable("see the log")
                : Problem.of(RequestProblems.INTERNAL_ERROR, "see the log");
        return answer(request, Refusals.reply(problem, List.of(), null, Optional.empty(), Optional.of(id)), List.of());
    }

    /** Every answer of the engine is made here. */
    Decision.Answer answer(AuthRequest request, Reply reply, List<SetCookie> cookies) {
        return new Decision.Answer(crossOrigin.onto(withCookies(reply, cookies), request));
    }

    /** The reply of an endpoint, with what goes with every answer to this caller. */
    static Reply with(Reply reply, CallerCheck.Caller caller) {
        Reply all = withCookies(reply, caller.cookies());
        for (Map.Entry<String, String> header : caller.headers().entrySet()) {
            all = all.withHeader(header.getKey(), header.getValue());
        }
        return all;
    }

    /** What the reply itself sets wins: one field for one name (RFC 6265bis section 4.1.1), or a renewal would undo it. */
    private static Reply withCookies(Reply reply, List<SetCookie> cookies) {
        Reply all = reply;
        for (SetCookie cookie : cookies) {
            if (reply.cookies().stream().noneMatch(own -> own.name().equals(cookie.name()))) {
                all = all.withCookie(cookie);
            }
        }
        return all;
    }
}
