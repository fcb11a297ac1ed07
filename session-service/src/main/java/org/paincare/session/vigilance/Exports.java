package org.paincare.session.vigilance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Disclosure;
import org.paincare.session.Language;
import org.paincare.session.adverse.AdverseEvents;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.standing.ClinicProfiles;

/** A report with what this service knows, in the sections of the authority's form. */
@ApplicationScoped
class Exports {

    /** What the form asks and this service does not hold. */
    private static final List<String> TO_BE_COMPLETED = List.of(
            "patient.initials", "patient.identifier", "patient.diagnosis", "notification.institution", "event.history");

    private final VigilanceRules rules = VigilanceRules.builtIn();
    private final AdverseEvents catalogue = AdverseEvents.builtIn();
    private final Jdbc jdbc;
    private final Vigilance reports;
    private final ClinicProfiles clinics;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Exports(
            DataSource pool,
            Vigilance reports,
            ClinicProfiles clinics,
            Language language,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.reports = reports;
        this.clinics = clinics;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** @throws Problem NOT_FOUND */
    @Transactional
    VigilanceJson.Export of(UUID reportId) {
        var report = reports.read(reportId);
        audit.read(
                AuditEntry.of("PHARMACOVIGILANCE_EXPORTED", "pharmacovigilance-report", reportId, report.patientId()));
        var profile = clinics.current();
        var today = LocalDate.ofInstant(clock.instant(), profile.zone());
        return new VigilanceJson.Export(
                report.form(),
                report.rulesVersion(),
                new VigilanceJson.Notification(reportId, today, clinic.get(), report.dueAt(), report.overdue()),
                patient(report, today),
                medicines(report.sessionId()),
                event(report.adverseEventId()),
                reporter(report.adverseEventId()),
                TO_BE_COMPLETED,
                Disclosure.byDuty(rules.of(profile.jurisdiction())
                        .map(duty -> language.of(duty.basis()))
                        .orElse(report.form())));
    }

    private VigilanceJson.Patient patient(VigilanceJson.View report, LocalDate today) {
        var weight = jdbc.first(
                        "SELECT weight_kg FROM dose_given WHERE clinic_id = ? AND session_id = ?",
                        row -> Decimals.format(row.getBigDecimal("weight_kg")),
                        clinic.get(),
                        report.sessionId())
                .orElse(null);
        return jdbc.first(
                        "SELECT birth_date, sex_at_birth FROM known_patient WHERE clinic_id = ? AND id = ?",
                        row -> {
                            var born = row.getObject("birth_date", LocalDate.class);
                            return new VigilanceJson.Patient(
                                    report.patientId(),
                                    born,
                                    born == null
                                            ? null
                                            : Period.between(born, today).getYears(),
                                    row.getString("sex_at_birth"),
                                    weight);
                        },
                        clinic.get(),
                        report.patientId())
                .orElseGet(() -> new VigilanceJson.Patient(report.patientId(), null, null, null, weight));
    }

    /** The infused drug by each lot it came from, and what was given beside it. */
    private List<VigilanceJson.Medicine> medicines(UUID sessionId) {
        var found = new ArrayList<VigilanceJson.Medicine>(jdbc.list(
                "SELECT DISTINCT l.id, l.substance, l.product_code, l.registration, l.lot_number, l.expires_on, s.started_at,"
                        + " s.stopped_at, g.given_mg"
                        + " FROM ledger_entry e JOIN lot l ON l.clinic_id = e.clinic_id AND l.id = e.lot_id"
                        + " JOIN session s ON s.clinic_id = e.clinic_id AND s.id = e.session_id"
                        + " LEFT JOIN dose_given g ON g.clinic_id = s.clinic_id AND g.session_id = s.id"
                        + " WHERE e.clinic_id = ? AND e.session_id = ? AND NOT EXISTS (SELECT 1 FROM drug_given d"
                        + " WHERE d.clinic_id = s.clinic_id AND d.session_id = s.id AND d.drug = l.substance) ORDER BY l.id",
                row -> new VigilanceJson.Medicine(
                        "SUSPECTED",
                        row.getString("substance"),
                        decimal(row.getBigDecimal("given_mg")),
                        "INTRAVENOUS",
                        Vigilance.time(row, "started_at"),
                        Vigilance.time(row, "stopped_at"),
                        row.getString("product_code"),
                        row.getString("registration"),
                        row.getString("lot_number"),
                        row.getObject("expires_on", LocalDate.class)),
                clinic.get(),
                sessionId));
        found.addAll(jdbc.list(
                "SELECT drug, dose_mg, given_at FROM drug_given WHERE clinic_id = ? AND session_id = ? ORDER BY given_at, id",
                row -> new VigilanceJson.Medicine(
                        "CONCOMITANT",
                        row.getString("drug"),
                        decimal(row.getBigDecimal("dose_mg")),
                        null,
                        Jdbc.instant(row, "given_at"),
                        null,
                        null,
                        null,
                        null,
                        null),
                clinic.get(),
                sessionId));
        return List.copyOf(found);
    }

    private VigilanceJson.Event event(UUID id) {
        return jdbc.first("SELECT * FROM adverse_event WHERE clinic_id = ? AND id = ?", this::event, clinic.get(), id)
                .orElseThrow();
    }

    private VigilanceJson.Event event(ResultSet row) throws SQLException {
        var code = row.getString("code");
        return new VigilanceJson.Event(
                row.getObject("id", UUID.class),
                code,
                catalogue.find(code).map(kind -> language.of(kind.name())).orElse(code),
                row.getInt("grade"),
                seriousness(row.getInt("grade"), row.getString("action")),
                row.getString("causality"),
                row.getString("action"),
                row.getString("outcome"),
                row.getString("description"),
                decimal(row.getBigDecimal("rate_at_onset")),
                Jdbc.instant(row, "onset_at"),
                Vigilance.time(row, "ended_at"));
    }

    /** The form's criterion, as far as grade and action tell it; a person may say more. */
    private static String seriousness(int grade, @Nullable String action) {
        return switch (grade) {
            case 5 -> "DEATH";
            case 4 -> "LIFE_THREATENING";
            default -> "TRANSFERRED".equals(action) ? "HOSPITALISATION" : "OTHER_MEDICALLY_IMPORTANT";
        };
    }

    private VigilanceJson.Reporter reporter(UUID eventId) {
        return jdbc.first(
                        "SELECT e.person, e.name, s.registration FROM adverse_event e LEFT JOIN known_staff s"
                                + " ON s.clinic_id = e.clinic_id AND s.subject = e.person"
                                + " WHERE e.clinic_id = ? AND e.id = ? ORDER BY s.active DESC, s.id LIMIT 1",
                        row -> new VigilanceJson.Reporter(
                                row.getObject("person", UUID.class),
                                row.getString("name"),
                                row.getString("registration")),
                        clinic.get(),
                        eventId)
                .orElseThrow();
    }

    private static @Nullable String decimal(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.format(value);
    }
}
