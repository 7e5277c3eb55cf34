package io.gatehouse.config;

import io.gatehouse.PathPattern;
import io.gatehouse.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A rule as it is written: {@code [METHOD ]path = what}. What is asked for is made of words, joined by {@code &}; alternatives of one kind
 * stand side by side, joined by {@code |}, in parentheses if there is an {@code &} too. What the engine can't express is refused: nothing
 * is understood otherwise than it is written.
 *
 * @param pattern method and path, as {@code AuthEngineBuilder.protect} takes them
 * @param requirement who may
 * @param schemes by which schemes; every one if empty
 */
record RuleSyntax(String pattern, Requirement requirement, Set<String> schemes) {
    static final List<String> SCHEMES = List.of("bearer", "api-key", "session");
    private static final List<String> WORDS = List.of("open", "signed-in", "login", "nobody");
    private static final String ROLE = "role:";
    private static final String SCOPE = "scope:";
    /** The order in which rules win, for the report: literals before variables before wildcards, a method before any method. */
    static final Comparator<RuleSyntax> MOST_SPECIFIC_FIRST =
            Comparator.comparing(RuleSyntax::specificity).thenComparing(RuleSyntax::pattern, Comparator.reverseOrder());

    private static final String EXAMPLE = "write one like /api/** = role:admin & (bearer | session)";

    /**
     * Reads a rule.
     *
     * @throws WrongValueException if it can't be expressed; the message is the second half of a sentence
     */
    static RuleSyntax parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new WrongValueException("is \"" + text + "\", which is no rule: " + EXAMPLE);
        }
        String pattern = text.substring(0, equals).strip().replaceAll("\\s+", " ");
        String path = pattern.substring(pattern.indexOf(' ') + 1);
        PathPattern.parse(path);
        if (pattern.indexOf(' ') >= 0 && !pattern.matches("[A-Z]+ /.*")) {
            throw new WrongValueException(
                    "is a rule for \"" + pattern + "\": a method is written in capitals, then a path");
        }
        return of(pattern, text.substring(equals + 1).strip());
    }

    private static RuleSyntax of(String pattern, String asked) {
        List<Requirement> requirements = new ArrayList<>();
        Set<String> schemes = new TreeSet<>();
        Set<String> words = new TreeSet<>();
        for (List<String> alternatives : conjunction(asked)) {
            words.addAll(alternatives);
            if (SCHEMES.containsAll(alternatives)) {
                if (!schemes.isEmpty()) {
                    throw new WrongValueException(
                            "asks for two schemes at once: a request has one credential, so join schemes by |");
                }
                schemes.addAll(alternatives);
            } else {
                requirements.add(requirement(alternatives));
            }
        }
        if (words.size() > 1 && (words.contains("open") || words.contains("nobody"))) {
            throw new WrongValueException("asks for more beside open or nobody, which stand alone");
        }
        return new RuleSyntax(
                pattern, requirements.stream().reduce(Requirement::and).orElseGet(Requirement::signedIn), schemes);
    }

    private static Requirement requirement(List<String> alternatives) {
        if (alternatives.stream().allMatch(word -> word.startsWith(ROLE))) {
            return Requirement.anyRole(alternatives.stream()
                    .map(word -> word.substring(ROLE.length()))
                    .toArray(String[]::new));
        }
        if (alternatives.size() > 1) {
            throw new WrongValueException("has the alternatives " + String.join(" | ", alternatives)
                    + ": only schemes with schemes, or roles with roles, can be alternatives");
        }
        String word = alternatives.get(0);
        if (word.startsWith(SCOPE)) {
            return Requirement.scopes(word.substring(SCOPE.length()));
        }
        return switch (word) {
            case "open" -> Requirement.anyone();
            case "signed-in" -> Requirement.signedIn();
            case "login" -> Requirement.login();
            default -> Requirement.nobody();
        };
    }

    /** The parts between {@code &}, each a list of alternatives. */
    private static List<List<String>> conjunction(String asked) {
        List<List<String>> parts = new ArrayList<>();
        String[] texts = asked.split("&", -1);
        for (String text : texts) {
            String part = text.strip();
            boolean enclosed = part.startsWith("(") && part.endsWith(")");
            String inner = enclosed ? part.substring(1, part.length() - 1) : part;
            if (inner.indexOf('(') >= 0 || inner.indexOf(')') >= 0) {
                throw new WrongValueException(
                        "has parentheses that can't be expressed: they hold alternatives, joined by | only");
            }
            List<String> alternatives =
                    Stream.of(inner.split("\\|", -1)).map(String::strip).toList();
            if (texts.length > 1 && alternatives.size() > 1 && !enclosed) {
                throw new WrongValueException("mixes & and |: put the alternatives in parentheses, as in ("
                        + String.join(" | ", alternatives) + ")");
            }
            alternatives.forEach(RuleSyntax::requireWord);
            parts.add(alternatives);
        }
        return parts;
    }

    private static void requireWord(String word) {
        if (word.isEmpty()) {
            throw new WrongValueException("has nothing where a word is needed: " + EXAMPLE);
        }
        boolean parameter = (word.startsWith(ROLE) && word.length() > ROLE.length())
                || (word.startsWith(SCOPE) && word.length() > SCOPE.length());
        if (word.indexOf(' ') >= 0 || !(parameter || SCHEMES.contains(word) || WORDS.contains(word))) {
            throw new WrongValueException("has the unknown word \"" + word + "\"" + nearest(word));
        }
    }

    private static String nearest(String word) {
        Optional<String> near = Stream.of(SCHEMES, WORDS, List.of(ROLE, SCOPE))
                .flatMap(List::stream)
                .min(Comparator.comparingInt(known -> Keys.distance(known, word)))
                .filter(known -> Keys.distance(known, word) <= 3);
        return near.map(known -> ": did you mean " + known + "?")
                .orElse(": there are " + String.join(", ", SCHEMES) + ", " + String.join(", ", WORDS)
                        + ", role:… and scope:…");
    }

    private String specificity() {
        StringBuilder key = new StringBuilder();
        String path = form().substring(form().indexOf('/') + 1);
        for (String segment : path.split("/", -1)) {
            key.append(segment.equals("*") ? "\u0003" : segment.equals("{}") ? "\u0002" : "\u0001" + segment);
        }
        return key.toString();
    }

    /** Two patterns of one form are rules for the same requests, whatever their variables are called. */
    String form() {
        return pattern.replaceAll("\\{[^/]+}", "{}").replaceAll("/\\*\\*$", "/*");
    }
}
