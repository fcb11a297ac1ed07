package org.paincare.outcome.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Doses by day: a mark each, the number turned upright under it; where two come close the second keeps its mark alone. */
final class DoseRow {

    private static final double LABEL_WIDTH = 11;

    private final Svg svg;
    private final double top;
    private final ToDoubleFunction<LocalDate> middle;
    private final Function<BigDecimal, String> number;
    private double labelled;

    DoseRow(Svg svg, double top, ToDoubleFunction<LocalDate> middle, Function<BigDecimal, String> number) {
        this.svg = svg;
        this.top = top;
        this.middle = middle;
        this.number = number;
    }

    /** A filled triangle, with a line up into the panel above. */
    void session(LocalDate day, @Nullable BigDecimal doseMg, double panelTop, String label) {
        double x = middle.applyAsDouble(day);
        svg.line(x, panelTop, x, top, "stroke=\"#444\" stroke-opacity=\"0.25\" stroke-dasharray=\"2 3\"");
        svg.pointer(x, top + 11, "fill=\"#222\"");
        dose(x, doseMg, label);
    }

    /** An open ring. */
    void home(LocalDate day, BigDecimal doseMg, String label) {
        double x = middle.applyAsDouble(day);
        ring(svg, x, top + 7);
        dose(x, doseMg, label);
    }

    static void ring(Svg svg, double x, double y) {
        svg.circle(x, y, 3.5, "fill=\"#fff\" stroke=\"#222\" stroke-width=\"1.6\"");
    }

    private void dose(double x, @Nullable BigDecimal doseMg, String label) {
        if (doseMg != null && x >= labelled) {
            svg.upright(x + 4, top + 18, number.apply(doseMg.stripTrailingZeros()), label + " text-anchor=\"end\"");
            labelled = x + LABEL_WIDTH;
        }
    }
}
