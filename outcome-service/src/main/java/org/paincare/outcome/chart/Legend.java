package org.paincare.outcome.chart;

import java.util.Locale;

/** What the marks of the picture mean. */
final class Legend {

    private static final double LINE = 24;

    private Legend() {}

    /** @param atHome whether the picture has the row of doses at home */
    static void draw(Svg svg, double left, double y, boolean atHome, Locale language) {
        values(svg, left, y, language);
        double second = y + LINE;
        svg.pointer(left + 13, second + 4, "fill=\"#222\"");
        text(svg, left + 34, second, ChartWords.LEGEND_SESSION, language);
        var steps = TrajectoryChart.LIGHTNESS;
        for (int i = 0; i < steps.size(); i++) {
            svg.rect(left + 300 + i * 18, second - 8, 18, 14, "fill=\"" + steps.get(i) + "\" stroke=\"#333\"");
        }
        text(svg, left + 398, second, ChartWords.LEGEND_BANDS, language);
        missed(svg, left + 593, second - 1);
        text(svg, left + 614, second, ChartWords.LEGEND_MISSED, language);
        if (atHome) {
            DoseRow.ring(svg, left + 13, second + LINE);
            text(svg, left + 34, second + LINE, ChartWords.LEGEND_AT_HOME, language);
        }
    }

    private static void values(Svg svg, double left, double y, Locale language) {
        var line = "stroke=\"" + TrajectoryChart.BLUE + "\" stroke-width=\"3\"";
        svg.line(left, y, left + 26, y, line);
        svg.circle(left + 13, y, 4.5, "fill=\"" + TrajectoryChart.BLUE + "\"");
        text(svg, left + 34, y, ChartWords.LEGEND_VALUE, language);
        svg.line(left + 300, y, left + 326, y, line + " stroke-dasharray=\"4 3\"");
        svg.circle(left + 313, y, 4.5, "fill=\"#fff\" stroke=\"" + TrajectoryChart.BLUE + "\" stroke-width=\"2\"");
        text(svg, left + 334, y, ChartWords.LEGEND_LOW, language);
        svg.rect(left + 580, y - 8, 26, 14, "fill=\"url(#missing)\" stroke=\"#8c8c8c\" stroke-dasharray=\"2 2\"");
        text(svg, left + 614, y, ChartWords.LEGEND_NO_DATA, language);
    }

    private static void text(Svg svg, double x, double y, ChartWords words, Locale language) {
        svg.text(x, y + 4, words.in(language), TrajectoryChart.SMALL);
    }

    /** The cross of what was asked and not answered. */
    static void missed(Svg svg, double x, double y) {
        var style = "stroke=\"" + TrajectoryChart.GREY + "\" stroke-width=\"1.6\"";
        svg.line(x - 4, y - 4, x + 4, y + 4, style).line(x - 4, y + 4, x + 4, y - 4, style);
    }
}
