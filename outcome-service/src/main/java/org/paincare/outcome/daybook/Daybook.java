package org.paincare.outcome.daybook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.Source;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareChanged;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.DiaryEntry;
import org.paincare.outcome.diary.DiaryRules;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** The diary days of the current clinic's patients. */
@ApplicationScoped
public class Daybook implements PanacheRepositoryBase<DiaryRow, UUID> {

    private static final DiaryRules RULES = DiaryRules.shipped();

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final Care care;
    private final Event<CareChanged> changed;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Daybook(
            DataSource pool,
            ObjectMapper json,
            Care care,
            Event<CareChanged> changed,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.care = care;
        this.changed = changed;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** A day as it now stands, and whether it is new. */
    record Written(DiaryRow row, DiaryJson.Full json, boolean isNew) {}

    /**
     * Writes a day. Without {@code If-Match} it enters the day, or finds the identical entry.
     *
     * @throws Problem DIARY_DAY_INVALID, DIARY_DAY_IN_FUTURE, DIARY_DAY_TOO_LATE, REASON_REQUIRED, SOURCE_NOT_ALLOWED,
     *     PRECONDITION_REQUIRED, STALE, NOT_FOUND
     */
    @Transactional
    Written put(UUID asked, LocalDate day, @Nullable String ifMatch, DiaryJson.Put wanted) {
        var patient = care.lock(asked);
        var content = wanted.content().canonical();
        check(content, day);
        var source = Source.checked(wanted.source(), caller.get());
        var existing = on(patient, day);
        if (existing.isPresent() && ifMatch == null && isSame(existing.get(), content, source)) {
            return new Written(existing.get(), full(existing.get()), false);
        }
        mayWrite(day, wanted.reason());
        existing.ifPresent(row -> Etags.mustMatch(ifMatch, row));
        var row = existing.orElseGet(() -> new DiaryRow(clinic.get(), Ids.next(), patient, day));
        row.write(text(content), source, wanted.reason(), caller.get().id(), clock.instant());
        persistAndFlush(row);
        audit.wrote(AuditEntry.of(
                existing.isEmpty() ? "DIARY_DAY_ENTERED" : "DIARY_DAY_AMENDED", "diary-day", row.id(), patient));
        changed.fire(care.dayWritten(patient, day));
        return new Written(row, full(row), existing.isEmpty());
    }

    /** One day with what it said before, oldest first. */
    @Transactional
    DiaryJson.WithHistory read(UUID asked, LocalDate day) {
        var patient = care.mustKnow(asked);
        var row = range(patient, day, day, care.ids(patient)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        audit.read(AuditEntry.of("DIARY_DAY_READ", "diary-day", row.id(), patient));
        var earlier = jdbc.list(
                "SELECT * FROM diary_amendment WHERE clinic_id = ? AND diary_day_id = ? ORDER BY version",
                amendment -> new DiaryJson.Earlier(
                        content(amendment.getString("content")),
                        Source.valueOf(amendment.getString("source")),
                        amendment.getString("reason"),
                        amendment.getObject("entered_by", UUID.class),
                        Jdbc.instant(amendment, "recorded_at")),
                clinic.get(),
                row.id());
        return new DiaryJson.WithHistory(full(row), earlier);
    }

    /** Recorded days of a range, both ends included, oldest first; an absent day was not recorded. */
    @Transactional
    List<DiaryJson.Full> range(UUID asked, LocalDate from, LocalDate to) {
        var patient = care.mustKnow(asked);
        audit.read(AuditEntry.of("DIARY_READ", "diary-day", patient, patient));
        return range(patient, from, to, care.ids(patient)).stream()
                .map(this::full)
                .toList();
    }

    /** One row a day: of a person with two records the canonical one's, where both wrote the day. */
    private List<DiaryRow> range(UUID patient, LocalDate from, LocalDate to, List<UUID> ids) {
        var byDay = new java.util.TreeMap<LocalDate, DiaryRow>();
        list("patientId in ?1 and day >= ?2 and day <= ?3 order by id", ids, from, to)
                .forEach(row -> byDay.merge(
                        row.day(), row, (one, other) -> other.patientId().equals(patient) ? other : one));
        return List.copyOf(byDay.values());
    }

    /** Every recorded day of the patient, for what is computed from them. */
    public List<DiaryDay> days(UUID patient) {
        return jdbc.list(
                "SELECT DISTINCT ON (day) day, content FROM diary_day WHERE clinic_id = ? AND patient_id = ANY (?)"
                        + " ORDER BY day, patient_id = ? DESC, id",
                row -> content(row.getString("content")).on(row.getObject("day", LocalDate.class)),
                clinic.get(),
                care.ids(patient).toArray(UUID[]::new),
                patient);
    }

    /** How many days of a range were recorded, both ends included. */
    public int recorded(UUID patient, LocalDate from, LocalDate to) {
        return jdbc.first(
                        "SELECT count(DISTINCT day)::int FROM diary_day WHERE clinic_id = ? AND patient_id = ANY (?)"
                                + " AND day BETWEEN ? AND ?",
                        row -> row.getInt(1),
                        clinic.get(),
                        care.ids(patient).toArray(UUID[]::new),
                        from,
                        to)
                .orElse(0);
    }

    /** The latest recorded day. */
    public Optional<LocalDate> lastDay(UUID patient) {
        return jdbc.first(
                        "SELECT max(day) AS day FROM diary_day WHERE clinic_id = ? AND patient_id = ANY (?)",
                        row -> Optional.ofNullable(row.getObject("day", LocalDate.class)),
                        clinic.get(),
                        care.ids(patient).toArray(UUID[]::new))
                .flatMap(day -> day);
    }

    private Optional<DiaryRow> on(UUID patient, LocalDate day) {
        return find("patientId = ?1 and day = ?2", patient, day).firstResultOptional();
    }

    private boolean isSame(DiaryRow row, DiaryJson.Content content, Source source) {
        return row.source() == source && row.content().equals(text(content));
    }

    private void check(DiaryJson.Content content, LocalDate day) {
        try {
            content.on(day);
        } catch (DiaryDay.InvalidDiaryDay invalid) {
            throw Problem.of(
                    OutcomeProblem.DIARY_DAY_INVALID,
                    invalid.violations().stream()
                            .map(one -> new Violation(
                                    "/content" + one.pointer(),
                                    one.code(),
                                    new Text(one.message().en(), one.message().es())))
                            .toList());
        }
    }

    private void mayWrite(LocalDate day, @Nullable String reason) {
        var zone = care.requiredClinic().zone();
        var byPatient = caller.get().is(Role.PATIENT);
        switch (DiaryEntry.check(day, clock.instant(), zone, byPatient, reason != null, RULES)) {
            case ALLOWED -> {}
            case REFUSED_FUTURE_DAY -> throw Problem.of(OutcomeProblem.DIARY_DAY_IN_FUTURE);
            case REFUSED_TOO_LATE ->
                throw Problem.of(OutcomeProblem.DIARY_DAY_TOO_LATE)
                        .with("limit", RULES.backfillHours())
                        .with("unit", "h")
                        .with("source", RULES.ref().rules() + "-" + RULES.ref().version());
            case REFUSED_REASON_MISSING -> throw Problem.of(OutcomeProblem.REASON_REQUIRED);
        }
    }

    private DiaryJson.Full full(DiaryRow row) {
        return row.full(content(row.content()));
    }

    private String text(DiaryJson.Content content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DiaryJson.Content content(String text) {
        try {
            return json.readValue(text, DiaryJson.Content.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
