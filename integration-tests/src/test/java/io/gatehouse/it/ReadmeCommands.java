package io.gatehouse.it;

import java.util.ArrayList;
import java.util.List;

/** The shell commands of a section of a document, each with what the document says they print. */
final class ReadmeCommands {
    private static final String FENCE = "```";

    private ReadmeCommands() {}

    /**
     * Commands, and what they print.
     *
     * @param commands one block of language {@code sh}
     * @param language of the block that follows, {@code json} or {@code text}; empty if none does
     * @param printed that block
     */
    record Step(String commands, String language, String printed) {
        private Step printing(String newLanguage, String newPrinted) {
            if (!language.isEmpty()) {
                throw new IllegalArgumentException("two outputs for:\n" + commands);
            }
            return new Step(commands, newLanguage, newPrinted);
        }
    }

    /**
     * Reads the section.
     *
     * @param document Markdown
     * @param heading the heading of the section, which goes on to the next of the same rank
     * @throws IllegalArgumentException if there is no such section, or none of its blocks can be run
     */
    static List<Step> in(String document, String heading) {
        List<Step> steps = new ArrayList<>();
        for (Block block : blocks(section(document, heading))) {
            if (block.language().equals("sh")) {
                steps.add(new Step(block.text(), "", ""));
            } else if (steps.isEmpty()) {
                throw new IllegalArgumentException("an output before any command:\n" + block.text());
            } else {
                steps.add(steps.remove(steps.size() - 1).printing(block.language(), block.text()));
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no commands below " + heading);
        }
        return steps;
    }

    private static List<String> section(String document, String heading) {
        List<String> lines = document.lines().toList();
        int start = lines.indexOf(heading);
        if (start < 0) {
            throw new IllegalArgumentException("no section " + heading);
        }
        List<String> rest = lines.subList(start + 1, lines.size());
        return rest.stream().takeWhile(line -> !line.startsWith("## ")).toList();
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String language = "";
        StringBuilder text = null;
        for (String line : lines) {
            if (text == null && line.startsWith(FENCE)) {
                language = line.substring(FENCE.length()).strip();
                text = new StringBuilder();
            } else if (text != null && line.equals(FENCE)) {
                blocks.add(new Block(language, text.toString()));
                text = null;
            } else if (text != null) {
                text.append(line).append('\n');
            }
        }
        return blocks;
    }

    private record Block(String language, String text) {}
}
