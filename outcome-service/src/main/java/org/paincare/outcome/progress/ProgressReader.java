package org.paincare.outcome.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.assessment.AnswersBook;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.course.DomainChange;
import org.paincare.outcome.course.FunctionRules;
import org.paincare.outcome.course.SensitisationIndex;
import org.paincare.outcome.daybook.Daybook;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;

/** Shows a patient's results: windows and responses as told, the course as it stands now. */
@ApplicationScoped
class ProgressReader {

    private static final FunctionRules FUNCTION = FunctionRules.shipped();
    private static final String CSI = "CSI-A";
    private static final String ALLODYNIA = "ASC-12";

    private final Care care;
    private final Daybook daybook;
    private final Instruments instruments;
    private final AnswersBook answers;
    private final ProgressBook book;
    private final Audit audit;
    private final InstantSource clock;

    ProgressReader(
            Care care,
            Daybook daybook,
            Instruments instruments,
            AnswersBook answers,
            ProgressBook book,
            Audit audit,
            InstantSource clock) {
        this.care = care;
        this.daybook = daybook;
        this.instruments = instruments;
        this.answers = answers;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    ProgressJson.Windows windows(UUID patient) {
        read("WINDOWS_READ", patient);
        var items = book.windows(patient).stream()
                .map(one -> new ProgressJson.WindowResult(
                        one.computation(), one.computedAt(), book.read(one.content(), ProgressJson.Window.class)))
                .toList();
        return new ProgressJson.Windows(items, items.isEmpty() ? provisional(patient) : null);
    }

    private ProgressJson.@Nullable Window provisional(UUID patient) {
        return care.file(patient)
                .flatMap(file -> Measured.of(file)
                        .map(measured -> Computed.provisionalBaseline(
                                patient,
                                daybook.days(patient),
                                measured,
                                file.day(clock.instant()),
                                instruments.required("MOH-DAYS"))))
                .orElse(null);
    }

    @Transactional
    List<ProgressJson.ResponseResult> responses(UUID patient) {
        read("RESPONSES_READ", patient);
        return book.windows(patient).stream()
                .filter(one -> one.response() != null)
                .map(one -> new ProgressJson.ResponseResult(
                        one.computation(), one.computedAt(), book.read(one.response(), ProgressJson.Answer.class)))
                .toList();
    }

    @Transactional
    List<ProgressJson.Proposal> proposals(UUID patient) {
        read("PACING_READ", patient);
        return book.proposals(patient);
    }

    @Transactional
    ProgressJson.Course course(UUID patient) {
        read("COURSE_READ", patient);
        var file = care.file(patient).orElse(null);
        var measured = file == null ? null : Measured.of(file).orElse(null);
        if (file == null || measured == null) {
            return new ProgressJson.Course(patient, null, null, null, List.of(), null, List.of());
        }
        var computed = Computed.all(
                file,
                daybook.days(patient),
                measured,
                file.day(clock.instant()),
                instruments.required("MOH-DAYS"));
        return new ProgressJson.Course(
                patient,
                measured.primary(),
                measured.secondary(),
                measured.definition(),
                computed.stream().map(one -> view(file, one)).toList(),
                computed.isEmpty() ? null : sensitisation(patient, computed.getLast()),
                domains(patient));
    }

    private ProgressJson.CourseView view(CareFile file, Computed computed) {
        var course = computed.course();
        var relapse = course.timeToRelapse();
        return new ProgressJson.CourseView(
                computed.care().id(),
                computed.care().number(),
                course.state(),
                computed.maintenanceDue(),
                course.strongSustained(),
                List.copyOf(computed.care().treatmentDays(file)),
                computed.seriesEnd(),
                relapse == null
                        ? null
                        : new ProgressJson.Relapse(relapse.lastSession(), relapse.afterDays(), relapse.untilDays()),
                course.explanation(),
                book.changes(computed.care().id()));
    }

    private SensitisationIndex sensitisation(UUID patient, Computed running) {
        var csi = answers.scores(patient, CSI);
        var allodynia = answers.scores(patient, ALLODYNIA);
        return SensitisationIndex.of(
                reading(csi, true),
                reading(csi, false),
                reading(allodynia, true),
                reading(allodynia, false),
                running.headacheDays(true),
                running.headacheDays(false),
                instruments.required(ALLODYNIA),
                FUNCTION);
    }

    /** The first or the latest reading; the same one form is not a change. */
    private static SensitisationIndex.@Nullable Reading reading(List<AnswersBook.Standing> scores, boolean first) {
        var scored = scores.stream()
                .filter(one -> one.score() != null && one.band() != null)
                .toList();
        if (scored.isEmpty() || (first && scored.size() < 2)) {
            return null;
        }
        var one = first ? scored.getFirst() : scored.getLast();
        return new SensitisationIndex.Reading(
                java.util.Objects.requireNonNull(one.score()).intValueExact(),
                java.util.Objects.requireNonNull(one.band()));
    }

    private List<DomainChange> domains(UUID patient) {
        Map<FunctionRules.Source, BigDecimal> before = new HashMap<>();
        Map<FunctionRules.Source, BigDecimal> now = new HashMap<>();
        FUNCTION.domains().values().stream().flatMap(List::stream).distinct().forEach(source -> {
            var values = instruments.find(source.instrument()).isEmpty()
                    ? List.<BigDecimal>of()
                    : answers.scores(patient, source.instrument()).stream()
                            .flatMap(one -> one.value(source.measure()).stream())
                            .toList();
            if (values.size() >= 2) {
                before.put(source, values.getFirst());
                now.put(source, values.getLast());
            }
        });
        return DomainChange.of(before, now, instruments::find, Map.of(), FUNCTION);
    }

    private void read(String action, UUID patient) {
        care.mustKnow(patient);
        audit.read(AuditEntry.of(action, "patient", patient, patient));
    }
}
