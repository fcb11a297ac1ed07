package org.paincare.session.home;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.dose.Finding;
import org.paincare.session.dose.HomeCount;
import org.paincare.session.dose.HomeUse;
import org.paincare.session.dose.Level;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.order.HomeOrders;
import org.paincare.session.plan.Formulary;
import org.paincare.session.plan.PreviewJson;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;

/**
 * Sprays that patients took at home. What was taken is charted whatever it crosses; who charts for one person follows each
 * other, so that each is counted with what was charted before, and a start with all of it.
 */
@ApplicationScoped
class HomeDoses {

    private static final String REVIEW = "REVIEW_HOME_SPRAYS";

    /** Limits look back a year; what was taken before belongs to the history that patient-service keeps. */
    private static final Duration LONGEST_AGO = Duration.ofDays(365);

    /** Every count looks at less than this on both sides of a use. */
    private static final Duration AROUND = Duration.ofDays(30);

    private static final Milligrams MOST_IN_A_SPRAY = Milligrams.of("1000");

    private static final String SELECT =
            "SELECT d.*, later.id AS corrected_by FROM home_dose d LEFT JOIN home_dose later"
                    + " ON later.clinic_id = d.clinic_id AND later.supersedes = d.id WHERE d.clinic_id = ?";

    private final Jdbc jdbc;
    private final KnownPatients patients;
    private final ClinicProfiles clinics;
    private final DoseHistories histories;
    private final HomeOrders orders;
    private final Formulary formulary;
    private final Tasks tasks;
    private final Language language;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    HomeDoses(
            DataSource pool,
            KnownPatients patients,
            ClinicProfiles clinics,
            DoseHistories histories,
            HomeOrders orders,
            Formulary formulary,
            Tasks tasks,
            Language language,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
        this.clinics = clinics;
        this.histories = histories;
        this.orders = orders;
        this.formulary = formulary;
        this.tasks = tasks;
        this.language = language;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** A place in the list: what is older than this. */
    record Before(Instant takenAt, UUID id) {}

    /** What is to be kept, from the first record or a correction. */
    private record Charted(
            Instant takenAt,
            int sprays,
            @Nullable Milligrams mgPerSpray,
            HomeDoseJson.Source source,
            @Nullable String note,
            HomeDoseJson.@Nullable View corrects,
            @Nullable String reason) {}

    /** @throws Problem NOT_FOUND, OCCURRED_IN_FUTURE, OCCURRED_TOO_EARLY, VALIDATION_FAILED for the mass of a spray */
    @Transactional
    HomeDoseJson.View take(UUID patientId, HomeDoseJson.Take asked) {
        return keep(
                patients.canonical(patientId),
                new Charted(
                        asked.takenAt(), asked.sprays(), asked.mgPerSpray(), asked.source(), asked.note(), null, null));
    }

    /** @throws Problem as {@link #take}, and CONFLICT where it was corrected already */
    @Transactional
    HomeDoseJson.View correct(UUID id, HomeDoseJson.Correct asked) {
        var before = get(id);
        return keep(
                patients.canonical(before.patientId()),
                new Charted(
                        asked.takenAt() == null ? before.takenAt() : asked.takenAt(),
                        asked.sprays(),
                        asked.mgPerSpray() == null ? before.mgPerSpray() : asked.mgPerSpray(),
                        before.source(),
                        before.note(),
                        before,
                        asked.reason()));
    }

    /** The latest first. */
    @Transactional
    List<HomeDoseJson.View> of(UUID patientId, @Nullable Before before, int most) {
        patients.get(patientId);
        audit.read(AuditEntry.of("HOME_DOSES_READ", "patient", patientId, patientId));
        var ids = patients.aliases(patientId).toArray(UUID[]::new);
        var of = SELECT + " AND d.patient_id = ANY (?)";
        var order = " ORDER BY d.taken_at DESC, d.id DESC LIMIT ?";
        return before == null
                ? jdbc.list(of + order, this::view, clinic.get(), ids, most)
                : jdbc.list(
                        of + " AND (d.taken_at, d.id) < (?, ?)" + order,
                        this::view,
                        clinic.get(),
                        ids,
                        before.takenAt(),
                        before.id(),
                        most);
    }

    @Transactional
    HomeDoseJson.View read(UUID id) {
        var dose = get(id);
        caller.mustOwn(dose.patientId());
        audit.read(AuditEntry.of("HOME_DOSE_READ", "home-dose", id, dose.patientId()));
        return dose;
    }

    private HomeDoseJson.View keep(UUID patient, Charted c) {
        var now = clock.instant();
        if (c.takenAt().isAfter(now)) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        if (c.takenAt().isBefore(now.minus(LONGEST_AGO))) {
            throw Problem.of(SessionProblem.OCCURRED_TOO_EARLY).with("notBefore", now.minus(LONGEST_AGO));
        }
        histories.lock(patient);
        var on = orders.at(patients.aliases(patient), c.takenAt()).orElse(null);
        var perSpray = perSpray(c, on);
        var zone = clinics.current().zone();
        var use = new HomeUse(Ids.next(), c.takenAt(), c.sprays(), times(perSpray, c.sprays()));
        var others = histories
                .homeUses(patient, c.takenAt().minus(AROUND), c.takenAt().plus(AROUND))
                .stream()
                .filter(other ->
                        c.corrects() == null || !other.id().equals(c.corrects().id()))
                .toList();
        var none = c.sprays() == 0;
        var count = none ? new HomeCount(0, 0, 0, null) : HomeCount.of(use, others, zone);
        var history = histories.of(patient, null, on == null ? new UUID(0, 0) : on.planId(), now, zone);
        var corrected = c.corrects() == null ? Fraction.ZERO : c.corrects().mg().exact();
        var findings = none
                ? List.<Finding>of()
                : formulary
                        .engine()
                        .taken(
                                use,
                                perSpray,
                                count,
                                on == null ? null : on.ordered(),
                                history,
                                use.mg().exact().minus(corrected),
                                on == null ? LimitSet.HEADACHE : on.limits());
        insert(patient, c, use, perSpray, on, count, findings, now);
        if (findings.stream().anyMatch(finding -> finding.level() != Level.INFO)) {
            tasks.raise(new Tasks.Wanted(REVIEW, patient, on == null ? null : on.sessionId(), patient, null, null));
        }
        var kept = get(use.id());
        outbox.append(OutgoingEvent.of("HomeDoseCharted", patient, now, HomeDoseJson.Charted.of(kept)));
        audit.wrote(AuditEntry.of(
                c.corrects() == null ? "HOME_DOSE_CHARTED" : "HOME_DOSE_CORRECTED", "home-dose", use.id(), patient));
        return kept;
    }

    /** Stated, else as ordered, else as the protocol of home sprays publishes it. */
    private Milligrams perSpray(Charted c, HomeOrders.@Nullable Found on) {
        var stated = c.mgPerSpray();
        if (stated != null) {
            if (stated.isZero() || stated.isMoreThan(MOST_IN_A_SPRAY)) {
                throw outOfRange();
            }
            return stated;
        }
        return on != null ? on.ordered().sprays().perSpray() : published().orElseThrow(HomeDoses::outOfRange);
    }

    private Optional<Milligrams> published() {
        return formulary.protocols().protocols().stream()
                .map(Protocol::intranasal)
                .filter(java.util.Objects::nonNull)
                .map(regimen -> regimen.perSpray())
                .findFirst();
    }

    private static HomeDoseJson.Strength strength(Charted c, HomeOrders.@Nullable Found on) {
        if (c.mgPerSpray() != null) {
            return on != null && c.mgPerSpray().equals(on.ordered().sprays().perSpray())
                    ? HomeDoseJson.Strength.ORDERED
                    : HomeDoseJson.Strength.STATED;
        }
        return on != null ? HomeDoseJson.Strength.ORDERED : HomeDoseJson.Strength.PUBLISHED;
    }

    private static Milligrams times(Milligrams perSpray, int sprays) {
        return new Milligrams(perSpray.exact().times(Fraction.of(sprays)));
    }

    private static Problem outOfRange() {
        return Problem.of(
                PlatformProblem.VALIDATION_FAILED,
                new Violation(
                        "/mgPerSpray",
                        "OUT_OF_RANGE",
                        new Text("Over 0 to 1000 mg a spray", "Más de 0 y hasta 1000 mg por aplicación")));
    }

    private void insert(
            UUID patient,
            Charted c,
            HomeUse use,
            Milligrams perSpray,
            HomeOrders.@Nullable Found on,
            HomeCount count,
            List<Finding> findings,
            Instant now) {
        try {
            jdbc.update(
                    "INSERT INTO home_dose (clinic_id, id, patient_id, order_id, session_id, plan_id, sprays, mg_per_spray, mg,"
                            + " strength, source, note, supersedes, reason, in_day, in_week, days_in_month, guardrails,"
                            + " findings, person, name, taken_at, recorded_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    use.id(),
                    patient,
                    on == null ? null : on.orderId(),
                    on == null ? null : on.sessionId(),
                    on == null ? null : on.planId(),
                    use.sprays(),
                    perSpray.decimal(),
                    use.mg().decimal(),
                    strength(c, on),
                    c.source(),
                    c.note(),
                    c.corrects() == null ? null : c.corrects().id(),
                    c.reason(),
                    count.spraysInDay(),
                    count.spraysInWeek(),
                    count.daysInMonth(),
                    formulary.engine().guardrails().version().id(),
                    StoredJson.write(findings),
                    caller.get().id(),
                    caller.get().displayName(),
                    use.takenAt(),
                    now);
        } catch (RuntimeException failure) {
            throw "home_dose_corrected_once".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PlatformProblem.CONFLICT)
                    : failure;
        }
    }

    private HomeDoseJson.View get(UUID id) {
        return jdbc.first(SELECT + " AND d.id = ?", this::view, clinic.get(), id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private HomeDoseJson.View view(ResultSet row) throws SQLException {
        var findings = StoredJson.read(row.getString("findings"), new TypeReference<List<Finding>>() {});
        return new HomeDoseJson.View(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("plan_id", UUID.class),
                Jdbc.instant(row, "taken_at"),
                row.getInt("sprays"),
                Milligrams.of(row.getBigDecimal("mg_per_spray")),
                Milligrams.of(row.getBigDecimal("mg")),
                HomeDoseJson.Strength.valueOf(row.getString("strength")),
                HomeDoseJson.Source.valueOf(row.getString("source")),
                row.getString("note"),
                row.getObject("supersedes", UUID.class),
                row.getString("reason"),
                row.getObject("corrected_by", UUID.class),
                row.getInt("in_day"),
                row.getInt("in_week"),
                row.getInt("days_in_month"),
                row.getString("guardrails"),
                PreviewJson.findings(findings, language),
                row.getObject("person", UUID.class),
                row.getString("name"),
                Jdbc.instant(row, "recorded_at"));
    }
}
