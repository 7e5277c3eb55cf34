package io.gatehouse.testkit;

import static io.gatehouse.testkit.RowBuilder.row;

import io.gatehouse.Requirement;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.testkit.DecisionTable.Row;
import java.util.List;

/** Whatever fails inside never lets a request through. */
final class FailureRows {
    private static final String CODE = "INTERNAL_ERROR";

    private FailureRows() {}

    static List<Row> all() {
        return List.of(
                row("a scheme that throws").get("/signed-in").token("runtime").refused(500, CODE),
                row("a scheme that throws on an open path")
                        .get("/open/a")
                        .token("runtime")
                        .refused(500, CODE),
                row("a scheme that runs out of stack")
                        .get("/open/a")
                        .token("deep")
                        .refused(500, CODE),
                row("a scheme that answers null on an open path")
                        .get("/open/a")
                        .token("null")
                        .refused(500, CODE),
                row("a scheme whose store is down")
                        .get("/signed-in")
                        .token("down")
                        .unavailable(),
                row("a scheme whose store is down on an open path")
                        .get("/open/a")
                        .token("down")
                        .unavailable(),
                row("a scheme that says its store is down")
                        .get("/signed-in")
                        .token("down-as-value")
                        .unavailable(),
                row("a cookie whose store is down is never anonymous")
                        .get("/open/a")
                        .cookie("down")
                        .unavailable(),
                row("a cookie whose scheme says its store is down is never anonymous")
                        .get("/open/a")
                        .cookie("down-as-value")
                        .unavailable(),
                row("a cookie whose scheme throws is never anonymous")
                        .get("/open/a")
                        .cookie("runtime")
                        .refused(500, CODE),
                row("an endpoint that throws").post("/auth/runtime").refused(500, CODE),
                row("an endpoint that runs out of stack").post("/auth/deep").refused(500, CODE),
                row("an endpoint whose store is down").post("/auth/down").unavailable(),
                row("an endpoint that answers null").post("/auth/null").refused(500, CODE),
                row("a rule that throws").get("/fails/runtime").token("ada").refused(500, CODE),
                row("a rule that runs out of stack")
                        .get("/fails/deep")
                        .token("ada")
                        .refused(500, CODE),
                row("a rule whose store is down")
                        .get("/fails/down")
                        .token("ada")
                        .unavailable(),
                row("a rule that answers null").get("/fails/null").token("ada").refused(500, CODE),
                row("a rule that can't tell whether it is open")
                        .get("/fails/open")
                        .refused(500, CODE),
                row("a failing rule without credentials").get("/fails/runtime").credentialsMissing(),
                row("a floor that throws")
                        .get("/signed-in")
                        .token("ada")
                        .floor(identity -> {
                            throw new IllegalStateException("floor");
                        })
                        .refused(500, CODE),
                row("a floor whose store is down")
                        .get("/signed-in")
                        .token("ada")
                        .floor(identity -> {
                            throw new StoreUnavailableException("floor");
                        })
                        .unavailable(),
                row("a floor beside a failing rule")
                        .get("/fails/runtime")
                        .token("grace")
                        .floor(Requirement.signedIn())
                        .refused(500, CODE));
    }
}
