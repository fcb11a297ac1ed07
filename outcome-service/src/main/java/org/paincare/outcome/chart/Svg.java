package org.paincare.outcome.chart;

import java.util.Locale;

/** Writes the few shapes a chart needs; coordinates in pixels. Every text is escaped. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    Svg(double width, double height, String title, String description, String language) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t d\" lang=\"")
                .append(language)
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" font-family=\"'DejaVu Sans', Arial, Helvetica, sans-serif\">\n");
        out.append("<title id=\"t\">").append(escaped(title)).append("</title>\n");
        out.append("<desc id=\"d\">").append(escaped(description)).append("</desc>\n");
    }

    /** Ready-made markup: definitions, never anything from outside. */
    Svg raw(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    Svg rect(double x, double y, double width, double height, String style) {
        out.append("<rect")
                .append(at("x", x))
                .append(at("y", y))
                .append(at("width", Math.max(0, width)))
                .append(at("height", height))
                .append(' ')
                .append(style)
                .append("/>\n");
        return this;
    }

    Svg line(double fromX, double fromY, double toX, double toY, String style) {
        out.append("<line")
                .append(at("x1", fromX))
                .append(at("y1", fromY))
                .append(at("x2", toX))
                .append(at("y2", toY))
                .append(' ')
                .append(style)
                .append("/>\n");
        return this;
    }

    Svg circle(double x, double y, double radius, String style) {
        out.append("<circle")
                .append(at("cx", x))
                .append(at("cy", y))
                .append(at("r", radius))
                .append(' ')
                .append(style)
                .append("/>\n");
        return this;
    }

    /** A triangle that points down to {@code y}. */
    Svg pointer(double x, double y, String style) {
        out.append("<path d=\"M")
                .append(number(x - 4.5))
                .append(' ')
                .append(number(y - 8))
                .append('h')
                .append(number(9))
                .append('L')
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append("z\" ")
                .append(style)
                .append("/>\n");
        return this;
    }

    Svg text(double x, double y, String words, String style) {
        out.append("<text")
                .append(at("x", x))
                .append(at("y", y))
                .append(' ')
                .append(style)
                .append('>')
                .append(escaped(words))
                .append("</text>\n");
        return this;
    }

    /** Read from bottom to top. */
    Svg upright(double x, double y, String words, String style) {
        out.append("<text transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(") rotate(-90)\" ")
                .append(style)
                .append('>')
                .append(escaped(words))
                .append("</text>\n");
        return this;
    }

    /** A part with a name that assistive technology reads. */
    Svg begin(String name) {
        out.append("<g aria-label=\"").append(escaped(name)).append("\">\n");
        return this;
    }

    Svg end() {
        out.append("</g>\n");
        return this;
    }

    String finish() {
        return out.append("</svg>\n").toString();
    }

    private static String at(String name, double value) {
        return " " + name + "=\"" + number(value) + "\"";
    }

    private static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
