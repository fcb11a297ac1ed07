package org.paincare.outcome.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Diaries;
import org.paincare.outcome.window.Window;
import org.xml.sax.InputSource;

class TrajectoryChartTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final Locale SPANISH = Locale.of("es");

    /** Twelve windows: a response, two of them unrecorded, one of low confidence, a relapse. */
    private static ChartData aYear() {
        var recorded = new int[] {28, 28, 25, 28, 5, 28, 16, 28, 9, 28, 28, 28, 28};
        var migraine = new int[] {18, 12, 8, 6, 2, 5, 4, 6, 3, 7, 9, 14, 16};
        var windows = new ArrayList<Window>();
        for (int i = 0; i < recorded.length; i++) {
            windows.add(Diaries.window(i, recorded[i], migraine[i]));
        }
        var sessions = new ArrayList<ChartData.Session>();
        for (int week = 0; week < 6; week++) {
            sessions.add(new ChartData.Session(FIRST.plusWeeks(week), new BigDecimal("32.5")));
        }
        sessions.add(new ChartData.Session(FIRST.plusDays(90), new BigDecimal("40")));
        sessions.add(new ChartData.Session(FIRST.plusDays(91), new BigDecimal("40")));
        sessions.add(new ChartData.Session(FIRST.plusDays(150), null));
        var homeDays = List.of(
                new ChartData.HomeDay(FIRST.plusDays(200), new BigDecimal("20.000000")),
                new ChartData.HomeDay(FIRST.plusDays(201), new BigDecimal("20")),
                new ChartData.HomeDay(FIRST.plusDays(240), new BigDecimal("37.5")));
        return new ChartData(
                windows.getFirst().from(),
                windows.getLast().to().plusDays(3),
                DayMeasure.MIGRAINE_DAYS,
                List.of(new ChartData.Course(
                        1,
                        windows.getFirst(),
                        windows.subList(1, windows.size()),
                        List.of(
                                new ChartData.Change(FIRST.plusDays(27), CourseState.RESPONSE),
                                new ChartData.Change(FIRST.plusDays(27 + 56), CourseState.SUSTAINED),
                                new ChartData.Change(FIRST.plusDays(335), CourseState.RELAPSE)))),
                sessions,
                homeDays,
                List.of(
                        form("HIT-6", 4, 3, 66, 3, 58, 2, 52, 1, 62, 3),
                        form("PHQ-9", 5, 12, 14, 2, 8, 1, 4, 0, 21, 4),
                        new ChartData.Form("MIDAS <&>", List.of(), List.of(FIRST.plusDays(84), FIRST.plusDays(168)))));
    }

    private static ChartData.Form form(String name, int steps, int everyWindows, int... scoreAndStep) {
        var readings = new ArrayList<ChartData.Reading>();
        for (int i = 0; i + 1 < scoreAndStep.length; i += 2) {
            readings.add(new ChartData.Reading(
                    FIRST.plusDays(28L * i * everyWindows / 2),
                    BigDecimal.valueOf(scoreAndStep[i]),
                    scoreAndStep[i + 1],
                    steps));
        }
        return new ChartData.Form(name, readings, List.of(FIRST.plusDays(28)));
    }

    private static org.w3c.dom.Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static long count(String svg, String pattern) {
        return Pattern.compile(pattern).matcher(svg).results().count();
    }

    @Test
    void itIsWellFormedInBothLanguagesAndSaysWhatItShows() throws Exception {
        var en = TrajectoryChart.svg(aYear(), Locale.ENGLISH);
        var es = TrajectoryChart.svg(aYear(), SPANISH);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "trajectory-en.svg"), en);
        Files.writeString(Path.of("target", "trajectory-es.svg"), es);

        assertThat(parsed(en).getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(parsed(es).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Evolución en el tiempo");
        assertThat(en).contains("Migraine days", "relapse", "MIDAS &lt;&amp;&gt;", "no data");
        assertThat(es).contains("Días de migraña", "recaída", "sin datos").doesNotContain("relapse");
    }

    @Test
    void aWindowWithTooFewDaysIsHatchedAndNeverDrawnAsAValue() {
        var svg = TrajectoryChart.svg(aYear(), Locale.ENGLISH);

        // two unrecorded windows in each of two panels, and the legend
        assertThat(count(svg, "url\\(#missing\\)")).isEqualTo(2 * 2 + 1);
        // eleven windows with a value in the primary panel
        assertThat(count(svg, "text-anchor=\"middle\">\\d+\\.\\d</text>")).isEqualTo(11);
    }

    @Test
    void numbersAreReadableOverTheLinesAndWrittenAsTheLanguageWritesThem() {
        var es = TrajectoryChart.svg(aYear(), SPANISH);

        assertThat(count(TrajectoryChart.svg(aYear(), Locale.ENGLISH), "paint-order=\"stroke\"[^>]*>\\d+\\.\\d</text>"))
                .isEqualTo(11);
        assertThat(es).contains(">18,0</text>", "basal 18,0", ">32,5</text>").doesNotContain(">18.0<");
    }

    @Test
    void theWordsOfTheBaselineAndItsHalfKeepApartHoweverSmallItIs() {
        var windows = List.of(Diaries.window(0, 28, 1), Diaries.window(1, 28, 1));
        var svg = TrajectoryChart.svg(
                new ChartData(
                        windows.getFirst().from(),
                        windows.getLast().to(),
                        DayMeasure.MIGRAINE_DAYS,
                        List.of(new ChartData.Course(1, windows.getFirst(), windows.subList(1, 2), List.of())),
                        List.of(),
                        List.of(),
                        List.of()),
                Locale.ENGLISH);
        var places = Pattern.compile("y=\"([0-9.]+)\" [^>]*>(baseline 1\\.0|half of baseline)</text>")
                .matcher(svg)
                .results()
                .map(found -> Double.parseDouble(found.group(1)))
                .toList();

        assertThat(places).hasSize(2);
        assertThat(places.get(1) - places.get(0)).isGreaterThanOrEqualTo(12);
    }

    @Test
    void theLineIsBrokenAtMissingAndUnsureWindows() {
        var svg = TrajectoryChart.svg(aYear(), Locale.ENGLISH);

        // 13 windows have 12 gaps; 2 missing windows take two each, the low-confidence one takes the one behind it
        assertThat(count(svg, "stroke=\"#0072B2\" stroke-width=\"1\"")).isEqualTo(12 - 4 - 1);
    }

    @Test
    void sessionsCarryTheirDosesAndUnknownOnesNone() {
        var svg = TrajectoryChart.svg(aYear(), Locale.ENGLISH);

        assertThat(count(svg, ">32\\.5</text>")).isEqualTo(6);
        // two on neighbouring days: two markers, one label, so that neither is painted over
        assertThat(count(svg, ">40</text>")).isEqualTo(1);
        assertThat(count(svg, "<path d=\"M")).isEqualTo(9 + 1);
    }

    @Test
    void daysWithSpraysAtHomeHaveARowOfTheirOwnWhereThereAreAny() {
        var es = TrajectoryChart.svg(aYear(), SPANISH);

        assertThat(es).contains("En casa, mg por día", ">37,5</text>", ">20</text>");
        // three days and the legend; neighbouring days share no space for a second number
        assertThat(count(es, "r=\"3.5\"")).isEqualTo(3 + 1);
        assertThat(count(es, ">20</text>")).isEqualTo(1);
    }

    @Test
    void beforeTreatmentThereIsAPictureThatSaysSo() throws Exception {
        var svg = TrajectoryChart.svg(
                new ChartData(
                        FIRST,
                        FIRST.plusDays(10),
                        DayMeasure.HEADACHE_DAYS,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                SPANISH);

        assertThat(parsed(svg).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("Aún no hay ventanas de tratamiento.").doesNotContain("En casa");
    }
}
