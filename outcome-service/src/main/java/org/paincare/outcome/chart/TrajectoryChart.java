package org.paincare.outcome.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.paincare.outcome.window.Completeness;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;

/**
 * The picture: the primary measure, severity, questionnaires by band, sessions with their doses. Colours are of the Okabe
 * and Ito set and of a lightness scale, and nothing is told by colour alone. Missing is drawn as missing: hatched, the line
 * broken.
 */
public final class TrajectoryChart {

    private static final double WIDTH = 1140;
    private static final double LEFT = 225;
    private static final double RIGHT = 120;
    private static final double PRIMARY_TOP = 84;
    private static final double PRIMARY_HEIGHT = 210;
    private static final double SESSIONS_HEIGHT = 58;
    private static final double SEVERITY_HEIGHT = 90;
    private static final double ROW = 26;
    private static final double GAP = 34;
    private static final double LEGEND = 96;
    private static final double BETWEEN_WORDS = 12;

    static final String BLUE = "#0072B2";
    private static final String VERMILION = "#D55E00";
    static final String GREY = "#595959";
    static final String SMALL = "font-size=\"11\" fill=\"#333\"";
    /** Readable over whatever line runs behind it. */
    private static final String HALO =
            " paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3.5\" stroke-linejoin=\"round\"";

    private static final String LABEL = "font-size=\"13\" fill=\"#111\" font-weight=\"bold\"";
    private static final String HATCH = "<defs><pattern id=\"missing\" width=\"7\" height=\"7\""
            + " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\""
            + " stroke=\"#8c8c8c\" stroke-width=\"1.6\"/></pattern></defs>";

    /** From light to dark: told apart in grey as well. */
    static final List<String> LIGHTNESS = List.of("#f1f1f1", "#bcd9ea", "#7fb3d5", "#3f7fb0", "#14365c");

    private final ChartData data;
    private final Locale language;
    private final LocalDate last;
    private final double bottom;
    private final Svg svg;

    private TrajectoryChart(ChartData data, Locale language) {
        this.data = data;
        this.language = language;
        this.last = Stream.concat(
                        Stream.of(data.today(), data.from().plusDays(27)),
                        windows().map(Window::to))
                .max(LocalDate::compareTo)
                .orElseThrow();
        this.bottom = severityTop() + SEVERITY_HEIGHT + GAP + data.forms().size() * ROW;
        this.svg = new Svg(
                WIDTH,
                bottom + LEGEND,
                ChartWords.TITLE.in(language),
                ChartWords.DESCRIPTION
                        .in(language)
                        .formatted(data.from(), last, ChartWords.measure(data.primary(), language)),
                language.getLanguage());
    }

    /** @param language Spanish, else English */
    public static String svg(ChartData data, Locale language) {
        return new TrajectoryChart(data, language).draw();
    }

    private String draw() {
        svg.raw(HATCH).rect(0, 0, WIDTH, bottom + LEGEND, "fill=\"#fff\"");
        svg.text(LEFT, 26, ChartWords.TITLE.in(language), "font-size=\"17\" font-weight=\"bold\" fill=\"#111\"");
        svg.text(LEFT, 44, ChartWords.NOT_EFFICACY.in(language), SMALL);
        months();
        primary();
        sessions();
        atHome();
        severity();
        forms();
        Legend.draw(svg, LEFT, bottom + 42, !data.homeDays().isEmpty(), language);
        return svg.finish();
    }

    private Stream<Window> windows() {
        return data.courses().stream().flatMap(TrajectoryChart::all);
    }

    private static Stream<Window> all(ChartData.Course course) {
        return Stream.concat(Stream.ofNullable(course.baseline()), course.windows().stream());
    }

    private double severityTop() {
        double home = data.homeDays().isEmpty() ? 0 : SESSIONS_HEIGHT;
        return PRIMARY_TOP + PRIMARY_HEIGHT + SESSIONS_HEIGHT + home + GAP;
    }

    /** The left edge of a day. */
    private double x(LocalDate day) {
        double days = ChronoUnit.DAYS.between(data.from(), last) + 1.0;
        return LEFT + (WIDTH - LEFT - RIGHT) * ChronoUnit.DAYS.between(data.from(), day) / days;
    }

    private double after(LocalDate day) {
        return x(day.plusDays(1));
    }

    private double middle(LocalDate day) {
        return (x(day) + after(day)) / 2;
    }

    private double middle(Window window) {
        return (x(window.from()) + after(window.to())) / 2;
    }

    private void months() {
        long months = Math.max(1, ChronoUnit.MONTHS.between(data.from(), last));
        long every = Math.max(1, (months + 17) / 18);
        var month = data.from().withDayOfMonth(1).plusMonths(1);
        for (; !month.isAfter(last); month = month.plusMonths(every)) {
            svg.line(x(month), PRIMARY_TOP, x(month), bottom, "stroke=\"#e4e4e4\"");
            svg.text(
                    x(month),
                    bottom + 16,
                    month.toString().substring(0, 7),
                    "font-size=\"10\" fill=\"#333\" text-anchor=\"middle\"");
        }
    }

    /** With the decimal comma of Spanish. */
    private String number(BigDecimal value) {
        var plain = value.toPlainString();
        return "es".equals(language.getLanguage()) ? plain.replace('.', ',') : plain;
    }

    /** One panel's scale from its lowest to its highest value. */
    private record Scale(double top, double height, double most) {
        double y(BigDecimal value) {
            return top + height - height * Math.min(value.doubleValue(), most) / most;
        }
    }

    private void primary() {
        var measure = data.primary();
        double highest = windows()
                .flatMap(window -> window.shown(measure).stream())
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0);
        var scale = new Scale(PRIMARY_TOP, PRIMARY_HEIGHT, most(measure, highest));
        svg.begin(ChartWords.measure(measure, language));
        svg.text(12, PRIMARY_TOP + 14, ChartWords.measure(measure, language), LABEL);
        if (isPer28(measure)) {
            svg.text(12, PRIMARY_TOP + 30, ChartWords.PER_28.in(language), SMALL);
        }
        axis(scale);
        if (data.courses().isEmpty()) {
            svg.text(LEFT + 12, PRIMARY_TOP + PRIMARY_HEIGHT / 2, ChartWords.NOTHING.in(language), SMALL);
        }
        for (var course : data.courses()) {
            references(course, scale);
            series(course, measure, scale, BLUE, true);
            changes(course);
        }
        svg.end();
    }

    private static boolean isPer28(DayMeasure measure) {
        return switch (measure) {
            case MIGRAINE_DAYS,
                    HEADACHE_DAYS,
                    MODERATE_SEVERE_DAYS,
                    SEVERE_DAYS,
                    ACUTE_MEDICATION_DAYS,
                    INTRANASAL_KETAMINE_DAYS,
                    HEADACHE_HOURS -> true;
            case ATTACKS_PER_WEEK, MEAN_DAILY_NRS, MEAN_CONCENTRATION -> false;
        };
    }

    private static double most(DayMeasure measure, double highest) {
        return switch (measure) {
            case MEAN_DAILY_NRS, MEAN_CONCENTRATION -> 10;
            case HEADACHE_HOURS, ATTACKS_PER_WEEK -> Math.max(4, Math.ceil(highest / 4) * 4);
            case MIGRAINE_DAYS,
                    HEADACHE_DAYS,
                    MODERATE_SEVERE_DAYS,
                    SEVERE_DAYS,
                    ACUTE_MEDICATION_DAYS,
                    INTRANASAL_KETAMINE_DAYS -> 28;
        };
    }

    private void axis(Scale scale) {
        svg.line(LEFT, scale.top(), LEFT, scale.top() + scale.height(), "stroke=\"" + GREY + "\"");
        int parts = scale.height() > 100 ? 4 : 2;
        for (int i = 0; i <= parts; i++) {
            var value = BigDecimal.valueOf(scale.most() * i / parts).stripTrailingZeros();
            double y = scale.y(value);
            svg.line(LEFT, y, WIDTH - RIGHT, y, "stroke=\"#ededed\"");
            svg.text(LEFT - 8, y + 4, number(value), SMALL + " text-anchor=\"end\"");
        }
    }

    /** The baseline and half of it, over the course's own windows. */
    private void references(ChartData.Course course, Scale scale) {
        var baseline = course.baseline();
        if (baseline == null
                || !baseline.completeness().complete()
                || course.windows().isEmpty()) {
            return;
        }
        baseline.shown(data.primary()).ifPresent(value -> {
            double to = after(course.windows().getLast().to());
            var half = value.divide(BigDecimal.TWO);
            double apart = Math.max(scale.y(half) - scale.y(value), BETWEEN_WORDS);
            line(baseline.from(), to, scale.y(value), 0, "5 3", ChartWords.BASELINE.in(language) + " " + number(value));
            line(
                    baseline.from(),
                    to,
                    scale.y(half),
                    scale.y(value) + apart - scale.y(half),
                    "1 4",
                    ChartWords.HALF.in(language));
        });
    }

    /** @param lower how far under the line its words stand, where two lines are too close for the words of both */
    private void line(LocalDate from, double to, double y, double lower, String dashes, String words) {
        svg.line(x(from), y, to, y, "stroke=\"" + GREY + "\" stroke-dasharray=\"" + dashes + "\"");
        svg.text(to + 5, y + 4 + lower, words, "font-size=\"10\" fill=\"" + GREY + "\"");
    }

    private void series(ChartData.Course course, DayMeasure measure, Scale scale, String colour, boolean values) {
        Window before = null;
        for (var window : all(course).toList()) {
            var value = window.shown(measure).orElse(null);
            if (value == null) {
                missing(window, scale);
                before = null;
                continue;
            }
            double y = scale.y(value);
            if (before != null) {
                svg.line(
                        middle(before),
                        scale.y(before.shown(measure).orElseThrow()),
                        middle(window),
                        y,
                        "stroke=\"" + colour + "\" stroke-width=\"1\" stroke-opacity=\"0.55\"");
            }
            boolean sure = window.completeness().complete();
            svg.line(
                    x(window.from()) + 1,
                    y,
                    after(window.to()) - 1,
                    y,
                    "stroke=\"" + colour + "\" stroke-width=\"3\"" + (sure ? "" : " stroke-dasharray=\"4 3\""));
            svg.circle(
                    middle(window),
                    y,
                    4.5,
                    "fill=\"" + (sure ? colour : "#fff") + "\" stroke=\"" + colour + "\" stroke-width=\"2\"");
            if (values) {
                svg.text(middle(window), y - 9, number(value), SMALL + HALO + " text-anchor=\"middle\"");
            }
            before = window.completeness() == Completeness.LOW_CONFIDENCE ? null : window;
        }
    }

    private void missing(Window window, Scale scale) {
        double width = after(window.to()) - x(window.from());
        svg.rect(
                x(window.from()),
                scale.top(),
                width,
                scale.height(),
                "fill=\"url(#missing)\" fill-opacity=\"0.55\" stroke=\"#8c8c8c\" stroke-dasharray=\"2 2\"");
        if (width > 16) {
            double y = scale.top() + scale.height() / 2;
            svg.rect(middle(window) - 9, y - 30, 18, 60, "fill=\"#fff\" fill-opacity=\"0.9\"");
            svg.upright(middle(window) + 4, y, ChartWords.NO_DATA.in(language), SMALL + " text-anchor=\"middle\"");
        }
    }

    /** Words above the panel, lines through it; a second row where two come close. */
    private void changes(ChartData.Course course) {
        double end = 0;
        for (var change : course.changes()) {
            double x = after(change.day());
            var words = ChartWords.state(change.to(), language);
            boolean close = x < end;
            svg.line(x, PRIMARY_TOP - 4, x, PRIMARY_TOP + PRIMARY_HEIGHT, "stroke=\"" + VERMILION + "\"");
            svg.text(
                    x,
                    PRIMARY_TOP - (close ? 20 : 8),
                    words,
                    "font-size=\"11\" fill=\"#8f3f00\" text-anchor=\"middle\" font-weight=\"bold\"");
            end = x + words.length() * 7.0;
        }
    }

    private void sessions() {
        double top = PRIMARY_TOP + PRIMARY_HEIGHT;
        svg.begin(ChartWords.SESSIONS.in(language));
        svg.text(12, top + 32, ChartWords.SESSIONS.in(language), LABEL);
        var row = new DoseRow(svg, top, this::middle, this::number);
        data.sessions().forEach(session -> row.session(session.day(), session.doseMg(), PRIMARY_TOP, SMALL));
        svg.end();
    }

    private void atHome() {
        if (data.homeDays().isEmpty()) {
            return;
        }
        double top = PRIMARY_TOP + PRIMARY_HEIGHT + SESSIONS_HEIGHT;
        svg.begin(ChartWords.AT_HOME.in(language));
        svg.text(12, top + 32, ChartWords.AT_HOME.in(language), LABEL);
        var row = new DoseRow(svg, top, this::middle, this::number);
        data.homeDays().forEach(home -> row.home(home.day(), home.doseMg(), SMALL));
        svg.end();
    }

    private void severity() {
        var scale = new Scale(severityTop(), SEVERITY_HEIGHT, 10);
        svg.begin(ChartWords.SEVERITY.in(language));
        svg.text(12, severityTop() + 14, ChartWords.SEVERITY.in(language), LABEL);
        svg.text(12, severityTop() + 30, ChartWords.NRS.in(language), SMALL);
        axis(scale);
        data.courses().forEach(course -> series(course, DayMeasure.MEAN_DAILY_NRS, scale, VERMILION, false));
        svg.end();
    }

    private void forms() {
        double top = severityTop() + SEVERITY_HEIGHT + GAP;
        svg.begin(ChartWords.FORMS.in(language));
        for (int i = 0; i < data.forms().size(); i++) {
            var form = data.forms().get(i);
            double y = top + i * ROW;
            svg.text(12, y + 17, form.name(), "font-size=\"12\" fill=\"#111\"");
            svg.line(LEFT, y + ROW, WIDTH - RIGHT, y + ROW, "stroke=\"#ededed\"");
            form.missed().forEach(day -> Legend.missed(svg, x(day), y + ROW / 2));
            double free = 0;
            for (var reading : form.readings()) {
                free = reading(reading, y, free);
            }
        }
        svg.end();
    }

    /** A box as dark as its band is bad, with the score in it; the number moves aside where boxes come close. */
    private double reading(ChartData.Reading reading, double y, double free) {
        double x = Math.max(x(reading.day()), free);
        var colour = colour(reading.step(), reading.steps());
        boolean dark = LIGHTNESS.indexOf(colour) >= 3;
        svg.rect(x - 14, y + 4, 28, ROW - 8, "rx=\"3\" fill=\"" + colour + "\" stroke=\"#333\" stroke-width=\"0.8\"");
        svg.text(
                x,
                y + 17,
                number(reading.score().stripTrailingZeros()),
                "font-size=\"10\" text-anchor=\"middle\" fill=\"" + (dark ? "#fff" : "#111") + "\"");
        return x + 30;
    }

    private static String colour(int step, int steps) {
        int place = steps < 2 ? 0 : Math.round((float) step * (LIGHTNESS.size() - 1) / (steps - 1));
        return LIGHTNESS.get(place);
    }
}
