package org.paincare.session.paper;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A document before it is laid out. Its hash covers every word on it, in order, so that two prints of the same content
 * carry the same hash however they are laid out. Not shared between threads.
 */
public final class Paper {

    /** The fonts of the layout hold western European letters; other signs are written out or shown as a question mark. */
    private static final Charset PRINTABLE = Charset.forName("windows-1252");

    /** What is on the page. */
    public sealed interface Part {
        record Heading(String text) implements Part {}

        record Fact(String label, String value) implements Part {}

        record Paragraph(String text) implements Part {}

        /** @param rows each as long as the heads */
        record Table(List<String> heads, List<List<String>> rows) implements Part {}
    }

    /** The size of the sheet. */
    public enum Sheet {
        /** A page. */
        A4,
        /** A page on its side, for wide tables. */
        A4_WIDE,
        /** A label for a bag or syringe, 100 mm x 70 mm. */
        LABEL
    }

    private final String title;
    private final Locale locale;
    private final Sheet sheet;
    private final List<Part> parts = new ArrayList<>();

    public Paper(String title, Locale locale, Sheet sheet) {
        this.title = printable(title);
        this.locale = locale;
        this.sheet = sheet;
    }

    public Paper heading(String text) {
        parts.add(new Part.Heading(printable(text)));
        return this;
    }

    public Paper fact(String label, String value) {
        parts.add(new Part.Fact(printable(label), printable(value)));
        return this;
    }

    public Paper paragraph(String text) {
        parts.add(new Part.Paragraph(printable(text)));
        return this;
    }

    public Paper table(List<String> heads, List<List<String>> rows) {
        if (rows.stream().anyMatch(row -> row.size() != heads.size())) {
            throw new IllegalArgumentException("a row is as long as the heads of its table");
        }
        parts.add(new Part.Table(
                heads.stream().map(Paper::printable).toList(),
                rows.stream()
                        .map(row -> row.stream().map(Paper::printable).toList())
                        .toList()));
        return this;
    }

    public String title() {
        return title;
    }

    public Locale locale() {
        return locale;
    }

    public Sheet sheet() {
        return sheet;
    }

    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** SHA-256 over the words, 64 hex digits. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            take(digest, "paincare-paper/1", title, locale.getLanguage());
            for (var part : parts) {
                switch (part) {
                    case Part.Heading h -> take(digest, "heading", h.text());
                    case Part.Fact f -> take(digest, "fact", f.label(), f.value());
                    case Part.Paragraph p -> take(digest, "paragraph", p.text());
                    case Part.Table t -> {
                        take(digest, "table", t.heads().toArray(String[]::new));
                        t.rows().forEach(row -> take(digest, "row", row.toArray(String[]::new)));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void take(MessageDigest digest, String kind, String... words) {
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        for (var word : words) {
            digest.update((byte) 0);
            digest.update(word.getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) 1);
    }

    /** What the fonts can show, with the signs of the clinic written out; control characters but line ends are left out. */
    static String printable(String text) {
        var encoder = PRINTABLE.newEncoder();
        var shown = new StringBuilder(text.length());
        text.replace("≥", ">=")
                .replace("≤", "<=")
                .replace("→", "->")
                .replace("−", "-")
                .replace("\t", " ")
                .replace("\r\n", "\n")
                .codePoints()
                .forEach(point -> {
                    if (point == '\n' || !Character.isISOControl(point)) {
                        var sign = Character.toString(point);
                        shown.append(point == '\n' || encoder.canEncode(sign) ? sign : "?");
                    }
                });
        return shown.toString();
    }
}
