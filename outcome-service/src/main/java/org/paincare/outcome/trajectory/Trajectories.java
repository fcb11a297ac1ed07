package org.paincare.outcome.trajectory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.assessment.AnswersBook;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.care.HomeDoses;
import org.paincare.outcome.chart.ChartData;
import org.paincare.outcome.chart.TrajectoryChart;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.outcome.progress.Overview;
import org.paincare.outcome.progress.ProgressReader;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.scoring.Instrument;

/** What one patient's picture is drawn from. */
@ApplicationScoped
class Trajectories {

    /** Rows of the picture, those with an answer or a missed one; instruments with bands first. */
    private static final List<String> FORMS = List.of(
            "HIT-6",
            "MIDAS",
            "PHQ-9",
            "GAD-7",
            "PROMIS-SD-4a",
            "PROMIS-PI-4a",
            "ISI",
            "CSI-A",
            "ASC-12",
            "WHO-5",
            "PGIC");

    /** Where the first window cannot be told yet: the days of a baseline. */
    private static final int BASELINE_DAYS = 28;

    private final Care care;
    private final HomeDoses homeDoses;
    private final ProgressReader progress;
    private final AnswersBook answers;
    private final Instruments instruments;
    private final Audit audit;
    private final InstantSource clock;

    Trajectories(
            Care care,
            HomeDoses homeDoses,
            ProgressReader progress,
            AnswersBook answers,
            Instruments instruments,
            Audit audit,
            InstantSource clock) {
        this.care = care;
        this.homeDoses = homeDoses;
        this.progress = progress;
        this.answers = answers;
        this.instruments = instruments;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem NOT_FOUND, NOTHING_TO_SHOW until an enrolment says what is measured */
    @Transactional
    String draw(UUID asked, Locale language) {
        var patient = care.mustKnow(asked);
        audit.read(AuditEntry.of("TRAJECTORY_READ", "patient", patient, patient));
        var file = care.file(patient).orElseThrow(() -> Problem.of(OutcomeProblem.NOTHING_TO_SHOW));
        var overview = progress.overview(patient).orElseThrow(() -> Problem.of(OutcomeProblem.NOTHING_TO_SHOW));
        return TrajectoryChart.svg(data(file, overview, file.day(clock.instant()), language), language);
    }

    private ChartData data(CareFile file, Overview overview, LocalDate today, Locale language) {
        var from = overview.courses().isEmpty()
                ? today.minusDays(BASELINE_DAYS)
                : Objects.requireNonNull(overview.courses().getFirst().baseline())
                        .from();
        return new ChartData(
                from,
                today,
                overview.primary(),
                overview.courses().stream()
                        .map(one -> new ChartData.Course(
                                one.number(),
                                one.baseline(),
                                one.windows(),
                                one.transitions().stream()
                                        .map(step -> new ChartData.Change(step.on(), step.to()))
                                        .toList()))
                        .toList(),
                file.held().stream()
                        .map(session -> new ChartData.Session(
                                file.day(Objects.requireNonNull(session.startsAt())), session.doseGivenMg()))
                        .toList(),
                homeDays(file, from),
                forms(file, from, language));
    }

    private List<ChartData.HomeDay> homeDays(CareFile file, LocalDate from) {
        var since = from.atStartOfDay(file.clinic().zone()).toInstant();
        var days = new TreeMap<LocalDate, BigDecimal>();
        homeDoses
                .of(file.patient().id(), since)
                .forEach(use -> days.merge(file.day(use.takenAt()), use.doseMg(), BigDecimal::add));
        return days.entrySet().stream()
                .map(day -> new ChartData.HomeDay(day.getKey(), day.getValue()))
                .toList();
    }

    private List<ChartData.Form> forms(CareFile file, LocalDate from, Locale language) {
        var forms = new ArrayList<ChartData.Form>();
        for (var id : FORMS) {
            var instrument = instruments.required(id);
            var readings = answers.scores(file.patient().id(), id).stream()
                    .filter(one ->
                            one.score() != null && one.instrumentVersion().equals(instrument.version()))
                    .map(one -> reading(instrument, file.day(one.occurredAt()), one))
                    .filter(one -> !one.day().isBefore(from))
                    .toList();
            var missed = answers.missed(file.patient().id(), id).stream()
                    .map(file::day)
                    .filter(day -> !day.isBefore(from))
                    .toList();
            if (!readings.isEmpty() || !missed.isEmpty()) {
                forms.add(new ChartData.Form(id, readings, missed));
            }
        }
        return forms;
    }

    private static ChartData.Reading reading(Instrument instrument, LocalDate day, AnswersBook.Standing one) {
        var bands = instrument.bands().stream().map(Instrument.Band::band).toList();
        int place = Math.max(0, bands.indexOf(one.band()));
        boolean upIsBad = instrument.direction() != Instrument.Direction.HIGHER_IS_BETTER;
        return new ChartData.Reading(
                day,
                score(one.score()),
                upIsBad || bands.isEmpty() || !worstFirst(instrument) ? place : bands.size() - 1 - place,
                Math.max(1, bands.size()));
    }

    /** Whether the instrument lists its worst band first, as those do whose first condition is an upper limit. */
    private static boolean worstFirst(Instrument instrument) {
        var first = instrument.bands().getFirst().when();
        return first != null && !first.isEmpty() && first.getFirst().atMost() != null;
    }

    private static BigDecimal score(@Nullable BigDecimal score) {
        return Objects.requireNonNull(score);
    }
}
