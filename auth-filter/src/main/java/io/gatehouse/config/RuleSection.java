package io.gatehouse.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules: who may call which path. */
final class RuleSection {
    static final Key<RuleSyntax> RULE = new Key<>(
            "gatehouse.rules.{name}",
            new ValueType<>("rule", RuleSyntax::parse),
            "AuthEngineBuilder.protect",
            "signed in",
            "Who may call a path: `[METHOD ]path = who`. The name only tells rules apart; their order means nothing.");

    private RuleSection() {}

    static List<Key<?>> keyList() {
        return List.of(RULE);
    }

    /** The rules by their names. */
    static Map<String, RuleSyntax> read(Reading reading, Set<String> schemesInUse) {
        Map<String, RuleSyntax> rules = new LinkedHashMap<>();
        Map<String, String> byForm = new HashMap<>();
        for (String name : reading.names(keyList())) {
            reading.find(RULE, name).ifPresent(rule -> {
                rules.put(name, rule);
                String other = byForm.putIfAbsent(rule.form(), name);
                if (other != null) {
                    reading.problem(
                            RULE,
                            name,
                            "is for " + rule.pattern() + ", and so is " + RULE.at(other)
                                    + ": make one rule of the two");
                }
                requireSchemes(reading, name, rule, schemesInUse);
            });
        }
        return rules;
    }

    private static void requireSchemes(Reading reading, String name, RuleSyntax rule, Set<String> schemesInUse) {
        for (String scheme : rule.schemes()) {
            if (!schemesInUse.contains(scheme)) {
                reading.problem(
                        RULE,
                        name,
                        "accepts " + scheme + ", which nothing here checks: "
                                + switch (scheme) {
                                    case "api-key" -> "set " + ApiKeySection.ENABLED.name() + " = true";
                                    case "session" -> "set " + SessionSection.ENABLED.name() + " = true";
                                    default -> "name an issuer by gatehouse.issuers.… or gatehouse.tokens.issuer";
                                });
            }
        }
    }
}
