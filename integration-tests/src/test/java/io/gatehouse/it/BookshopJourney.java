package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Baseline.Call;
import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The servlet-and-JSP application, protected by one file; people sign in by a form of its own. */
interface BookshopJourney {
    String FORM = "application/x-www-form-urlencoded";
    Set<String> OPEN = Set.of("/css/site.css", "/shop/public/terms.html", "/internal/menu.jsp");
    List<Call> CALLS = List.of(
            Call.get("/css/site.css"),
            Call.get("/shop/public/terms.html"),
            Call.get("/internal/menu.jsp"),
            Call.get("/shop/catalogue.html"),
            new Call("HEAD", "/shop/catalogue.html", "", ""),
            Call.get("/shop/orders"),
            Call.get("/shop/orders?brand=caf%C3%A9"),
            Call.post("/shop/orders", FORM, "book=K%C3%A4the&brand=x"),
            Call.get("/shop/report"),
            Call.post("/shop/upload", "multipart/form-data; boundary=b", """
                    --b\r
                    Content-Disposition: form-data; name="title"\r
                    \r
                    Alice\r
                    --b\r
                    Content-Disposition: form-data; name="cover"; filename="cover.txt"\r
                    Content-Type: text/plain\r
                    \r
                    a rabbit\r
                    --b--\r
                    """),
            Call.get("/shop/staff/takings"),
            Call.get("/shop/staff/failure"),
            Call.get("/shop/nothing"));

    DroppedIn dropped();

    private Client client() {
        return dropped().tomcat().client();
    }

    @Test
    default void answersAsBeforeToWhoMay() throws IOException {
        dropped().baseline().stillHolds(client(), signedIn(Journey.GRACE));
    }

    @Test
    default void refusesEverythingThatNoRuleOpens() throws IOException {
        dropped().baseline().isRefusedWithoutCredentials(client(), OPEN);
        Answer takings = client().get("/shop/staff/takings", signedIn(Journey.ADA));
        takings.is(403);
        assertThat(takings.json()).containsEntry("code", "FORBIDDEN");
        assertThat(client().get("/WEB-INF/gatehouse.properties", signedIn(Journey.GRACE))
                        .status())
                .isEqualTo(404);
    }

    @Test
    default void peopleSignInByTheApplicationsOwnForm() throws IOException {
        Answer sent = client().get("/?a=1", "Sec-Fetch-Mode", "navigate").is(303);
        String page = "/bookshop/login.jsp?returnTo=%2Fbookshop%2Findex.jsp%3Fa%3D1";
        assertThat(sent.values("Location")).containsExactly(page);
        Answer form = client().get(page.substring("/bookshop".length())).is(200);
        assertThat(form.body())
                .contains("action=\"/bookshop/api/auth/form\"", "value=\"/bookshop/index.jsp?a=1\"")
                .doesNotContain("That was not right");
        Answer wrong = signIn(Journey.ADA, "not the password", "/bookshop/index.jsp?a=1");
        String back = wrong.values("Location").get(0);
        assertThat(back).startsWith("/bookshop/login.jsp?problem=LOGIN_FAILED&returnTo=");
        assertThat(client().get(back.substring("/bookshop".length())).is(200).body())
                .contains("That was not right", "value=\"/bookshop/index.jsp?a=1\"");
        Answer right = signIn(Journey.ADA, dropped().tomcat().password(), "/bookshop/index.jsp?a=1");
        assertThat(right.values("Location")).containsExactly("/bookshop/index.jsp?a=1");
        assertThat(signIn(Journey.ADA, dropped().tomcat().password(), "").values("Location"))
                .containsExactly("/bookshop/");
        assertThat(client().get("/", signedIn(Journey.ADA)).is(200).body())
                .contains("Hello ada, staff: false", "<li>catalogue</li>");
        assertThat(client().get("/", signedIn(Journey.GRACE)).is(200).body()).contains("Hello grace, staff: true");
    }

    @Test
    default void theContainersSessionGoesOnWorking() throws IOException {
        String[] ada = signedIn(Journey.ADA);
        Answer ordered =
                client().postText("/shop/orders", FORM, "book=Emma", ada).is(302);
        String basket = cookie(ordered);
        assertThat(basket).startsWith("JSESSIONID=");
        assertThat(client().get("/shop/orders", "Cookie", ada[1] + "; " + basket)
                        .is(200)
                        .body())
                .contains("Ordered: Emma");
        assertThat(client().get("/shop/orders", ada).is(200).body()).contains("Ordered: none");
        // a basket is no credential
        client().get("/shop/orders", "Cookie", basket).is(401);
        // another site's page may have sent this one
        client().postText("/shop/orders", FORM, "book=Emma", "Cookie", ada[1], "Sec-Fetch-Site", "cross-site")
                .is(403);
    }

    /** Such an address would be refused, and a first visitor has no cookie yet. */
    @Test
    default void linksHaveNoSessionId() throws IOException {
        assertThat(client().get("/", signedIn(Journey.ADA)).is(200).body())
                .contains("<a href=\"shop/orders\">")
                .doesNotContain("jsessionid");
    }

    @Test
    default void whatSomebodyIsShownIsKeptFromSharedCaches() throws IOException {
        String[] grace = signedIn(Journey.GRACE);
        Answer page = client().get("/shop/catalogue.html", grace).is(200);
        assertThat(page.values("Cache-Control")).containsExactly("private, no-cache");
        // static files are still not sent twice
        client().get(
                        "/shop/catalogue.html",
                        grace[0],
                        grace[1],
                        "If-None-Match",
                        page.values("ETag").get(0))
                .is(304);
        assertThat(client().get("/shop/staff/takings", grace).values("Cache-Control"))
                .containsExactly("max-age=5");
        assertThat(client().get("/css/site.css").values("Cache-Control")).isEmpty();
    }

    @Test
    default void findsNoWayByAnotherSpelling() throws IOException {
        List<String> found = new ArrayList<>();
        for (String page : List.of("orders", "catalogue.html", "staff/takings")) {
            for (String spelling : HostileUrlJourney.spellings(page)) {
                String target = spelling.replace("api", "shop")
                        .replace("API", "SHOP")
                        .replace("Api", "Shop")
                        .replace("%61pi", "%73hop");
                if (target.startsWith("http://")) {
                    int path = target.indexOf('/', "http://".length());
                    target = target.substring(0, path) + "/bookshop" + target.substring(path);
                } else if (target.startsWith("/")) {
                    target = "/bookshop" + target;
                }
                RawHttp.Response answer = RawHttp.exchange(dropped().tomcat().port(), "GET", target);
                boolean told = answer.body().contains("Ordered")
                        || answer.body().contains("all our books")
                        || answer.body().contains("the takings");
                if (answer.status() < 400 || answer.status() >= 500 || told) {
                    found.add(target + " -> " + answer.status());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    default void theLibraryWasStartedOnce() throws IOException {
        dropped().wasStartedOnce();
    }

    @Test
    @Order(LeakJourney.LAST)
    default void leavesNothingBehind() throws IOException {
        dropped().leavesNothingBehind();
    }

    private Answer signIn(String email, String password, String returnTo) throws IOException {
        String body = "email=" + URLEncoder.encode(email, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&returnTo="
                + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
        return client().postText("/api/auth/form", FORM, body, "Sec-Fetch-Site", "same-origin")
                .is(303);
    }

    private String[] signedIn(String email) throws IOException {
        Answer answer = signIn(email, dropped().tomcat().password(), "");
        return new String[] {"Cookie", cookie(answer), "Sec-Fetch-Site", "same-origin"};
    }

    private static String cookie(Answer answer) {
        String line = answer.values("Set-Cookie").get(0);
        return line.substring(0, line.indexOf(';'));
    }
}
