package io.gatehouse.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form of a page, filled in: where it goes, and its fields. */
record PageForm(String action, Map<String, String> fields) {
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)=\"([^\"]*)\"");

    /**
     * Finds the first form.
     *
     * @param filledIn what is typed into the fields of these names, if they are there
     */
    static PageForm in(String page, Map<String, String> filledIn) {
        Matcher form = FORM.matcher(page);
        if (!form.find()) {
            throw new AssertionError("no form in\n" + page);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(form.group(2));
        while (input.find()) {
            Map<String, String> attributes = attributes(input.group(1));
            String name = attributes.getOrDefault("name", "");
            // a box is empty until somebody ticks it
            if (!name.isEmpty() && !"checkbox".equals(attributes.get("type"))) {
                fields.put(name, filledIn.getOrDefault(name, attributes.getOrDefault("value", "")));
            }
        }
        return new PageForm(attributes(form.group(1)).getOrDefault("action", ""), fields);
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> all = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            all.put(
                    attribute.group(1),
                    attribute.group(2).replace("&quot;", "\"").replace("&amp;", "&"));
        }
        return all;
    }
}
