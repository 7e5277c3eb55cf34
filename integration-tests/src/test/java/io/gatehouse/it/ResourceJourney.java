package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example's own resources: scopes, roles, schemes. */
interface ResourceJourney extends Journey {

    @Test
    default void takesOrdersFromALogin() throws IOException {
        Tokens ada = login(ADA);
        Object order = client().post("/api/orders", ada.bearer()).is(201).json().get("order");
        assertThat(orders(ada.bearer())).contains(order);
    }

    @Test
    default void takesOrdersFromAKey() throws IOException {
        Tokens grace = login(GRACE);
        Answer created = client().postJson(
                        "/api/apikeys",
                        Map.of("name", "orders", "scopes", List.of("orders:read", "orders:write")),
                        grace.bearer())
                .is(201);
        String[] key = {"X-API-Key", created.text("apiKey")};
        Object order = client().post("/api/orders", key).is(201).json().get("order");
        assertThat(orders(key)).contains(order);
        assertThat(orders(grace.bearer())).contains(order);
    }

    @Test
    default void takesNoOrdersFromNobody() throws IOException {
        Answer read = client().get("/api/orders").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(read.challenges()).hasSize(2);
        client().post("/api/orders").isProblem(401, "CREDENTIALS_MISSING");
    }

    @Test
    default void letsOnlyAdministratorsAdminister() throws IOException {
        client().get("/api/admin").isProblem(401, "CREDENTIALS_MISSING");
        client().get("/api/admin", login(ADA).bearer()).isProblem(403, "FORBIDDEN");
        assertThat(client().get("/api/admin", login(GRACE).bearer()).is(200).json())
                .isEqualTo(Map.of("admin", "grace"));
    }

    @Test
    default void keepsTheDataForKeys() throws IOException {
        client().get("/api/data", login(ADA).bearer()).isProblem(403, "FORBIDDEN");
        Answer nobody = client().get("/api/data").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(nobody.challenges())
                .singleElement()
                .satisfies(c -> assertThat(c).startsWith("ApiKey "));
    }

    @Test
    default void opensNoPathThatNobodyListed() throws IOException {
        client().get("/").isProblem(401, "CREDENTIALS_MISSING");
        client().get("/no/such/path").isProblem(401, "CREDENTIALS_MISSING");
        // containers refuse this one by themselves
        assertThat(client().get("/WEB-INF/web.xml").status()).isIn(401, 404);
        assertThat(client().get("/no/such/path", login(ADA).bearer()).status()).isEqualTo(404);
    }

    @SuppressWarnings("unchecked")
    private List<Object> orders(String... credential) throws IOException {
        return (List<Object>)
                client().get("/api/orders", credential).is(200).json().get("orders");
    }
}
