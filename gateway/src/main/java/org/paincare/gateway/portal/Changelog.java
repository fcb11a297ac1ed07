package org.paincare.gateway.portal;

/** The project's changelog as a page: its headings, lists, code and links; nothing else of Markdown is used there. */
final class Changelog {

    private Changelog() {}

    static String html(String markdown) {
        StringBuilder html = new StringBuilder();
        StringBuilder open = new StringBuilder();
        boolean inList = false;
        for (String line : (markdown + "\n\n").lines().toList()) {
            boolean isItem = line.startsWith("- ");
            boolean isHeading = line.startsWith("#");
            if (isItem || isHeading || line.isBlank()) {
                close(html, open, inList);
            }
            if (inList && (isHeading || !isItem && !line.startsWith("  ") && !line.isBlank())) {
                html.append("</ul>\n");
                inList = false;
            }
            if (isHeading) {
                int level = Math.min(4, line.indexOf(' '));
                html.append("<h%d>%s</h%d>\n"
                        .formatted(level, inline(line.substring(level).strip()), level));
            } else if (isItem) {
                if (!inList) {
                    html.append("<ul>\n");
                    inList = true;
                }
                open.append(line.substring(2));
            } else if (!line.isBlank()) {
                open.append(open.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        close(html, open, inList);
        return html.append(inList ? "</ul>\n" : "").toString();
    }

    private static void close(StringBuilder html, StringBuilder open, boolean inList) {
        if (!open.isEmpty()) {
            String tag = inList ? "li" : "p";
            html.append("<%s>%s</%s>\n".formatted(tag, inline(open.toString()), tag));
            open.setLength(0);
        }
    }

    private static String inline(String text) {
        return Html.of(text)
                .replaceAll("`([^`]+)`", "<code>$1</code>")
                .replaceAll("\\[([^\\]]+)\\]\\((https://[^)\\s]+)\\)", "<a href=\"$2\" rel=\"noreferrer\">$1</a>");
    }
}
