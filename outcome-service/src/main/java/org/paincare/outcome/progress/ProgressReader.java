package org.paincare.outcome.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.daybook.Daybook;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.outcome.response.SessionResponse;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;

/** Shows a patient's results: windows and responses as told, the course as it stands now. */
@ApplicationScoped
public class ProgressReader {

    private final Care care;
    private final Daybook daybook;
    private final Instruments instruments;
    private final ScoreChanges changes;
    private final ProgressBook book;
    private final Audit audit;
    private final InstantSource clock;

    ProgressReader(
            Care care,
            Daybook daybook,
            Instruments instruments,
            ScoreChanges changes,
            ProgressBook book,
            Audit audit,
            InstantSource clock) {
        this.care = care;
        this.daybook = daybook;
        this.instruments = instruments;
        this.changes = changes;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    ProgressJson.Windows windows(UUID asked) {
        var patient = read("WINDOWS_READ", asked);
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
    List<ProgressJson.ResponseResult> responses(UUID asked) {
        var patient = read("RESPONSES_READ", asked);
        return book.windows(patient).stream()
                .filter(one -> one.response() != null)
                .map(one -> new ProgressJson.ResponseResult(
                        one.computation(), one.computedAt(), book.read(one.response(), ProgressJson.Answer.class)))
                .toList();
    }

    @Transactional
    List<ProgressJson.Proposal> proposals(UUID asked) {
        var patient = read("PACING_READ", asked);
        return book.proposals(patient);
    }

    @Transactional
    ProgressJson.Course course(UUID asked) {
        var patient = read("COURSE_READ", asked);
        var file = care.file(patient).orElse(null);
        var measured = file == null ? null : Measured.of(file).orElse(null);
        if (file == null || measured == null) {
            return new ProgressJson.Course(patient, null, null, null, List.of(), null, null, List.of(), List.of());
        }
        var computed = Computed.all(
                file, daybook.days(patient), measured, file.day(clock.instant()), instruments.required("MOH-DAYS"));
        return new ProgressJson.Course(
                patient,
                measured.primary(),
                measured.secondary(),
                measured.definition(),
                computed.stream().map(one -> view(file, one)).toList(),
                computed.isEmpty() ? null : changes.sensitisation(patient, computed.getLast()),
                computed.isEmpty() ? null : changes.benefit(patient, computed.getLast()),
                computed.isEmpty() ? List.of() : changes.domains(patient, computed.getLast()),
                changes.all(patient, file.clinic().zone()));
    }

    /** Computed now from all facts; empty until an enrolment says what is measured. The caller audits. */
    @Transactional
    public Optional<Overview> overview(UUID patient) {
        return care.file(patient)
                .flatMap(file -> Measured.of(file).map(measured -> {
                    var today = file.day(clock.instant());
                    var computed = Computed.all(
                            file, daybook.days(patient), measured, today, instruments.required("MOH-DAYS"));
                    return new Overview(
                            measured.primary(),
                            measured.definition(),
                            computed.stream().map(one -> now(file, one)).toList());
                }));
    }

    private static Overview.CourseNow now(CareFile file, Computed computed) {
        var course = computed.course();
        return new Overview.CourseNow(
                computed.care().number(),
                course.state(),
                computed.maintenanceDue(),
                computed.seriesEnd(),
                computed.care().treatmentDays(file),
                course.baseline(),
                course.windows(),
                course.responses(),
                course.transitions(),
                computed.windows().isEmpty()
                        ? "NO_OVERUSE"
                        : computed.windows().getLast().overuse().state());
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
                computed.care().sessions().stream()
                        .map(session -> acute(file, session))
                        .toList(),
                computed.seriesEnd(),
                relapse == null
                        ? null
                        : new ProgressJson.Relapse(relapse.lastSession(), relapse.afterDays(), relapse.untilDays()),
                course.explanation(),
                book.changes(computed.care().id()));
    }

    private static ProgressJson.AcuteResponse acute(CareFile file, CareFile.Session session) {
        var before = session.nrsBefore();
        var after = session.nrsAfter();
        var judged =
                before == null || after == null ? null : SessionResponse.of(before, after, Computed.RULES.response());
        return new ProgressJson.AcuteResponse(
                session.id(),
                file.day(Objects.requireNonNull(session.startsAt())),
                before,
                after,
                judged == null ? null : judged.responded(),
                judged == null ? null : judged.byPoints(),
                judged == null ? null : judged.byPercent(),
                judged == null ? null : judged.explanation());
    }

    private UUID read(String action, UUID asked) {
        var patient = care.mustKnow(asked);
        audit.read(AuditEntry.of(action, "patient", patient, patient));
        return patient;
    }
}
