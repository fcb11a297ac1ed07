package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.StoredJson;
import org.paincare.session.booking.OpeningHours;
import org.paincare.session.booking.Staffing;
import org.paincare.session.standing.ClinicProfiles;

/** How the current clinic runs its day; every version is kept. Call inside a transaction. */
@ApplicationScoped
class CapacityPolicies {

    /** Clinic setting {@code OPENING_HOURS}, wall-clock time of every day; without it 07:00 to 19:00 (D). */
    private static final String OPENING_HOURS = "OPENING_HOURS";

    private static final String USUAL_HOURS = "07:00-19:00";

    private final Jdbc jdbc;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    CapacityPolicies(
            DataSource pool,
            ClinicProfiles clinics,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    private record Row(int number, CapacityJson.Policy policy, Instant changedAt) {}

    CapacityPolicy current() {
        return row().map(CapacityPolicies::policy).orElseGet(this::usual);
    }

    private Optional<Row> row() {
        return jdbc.first(
                "SELECT number, content, changed_at FROM capacity_policy WHERE clinic_id = ? ORDER BY number DESC LIMIT 1",
                row -> new Row(
                        row.getInt("number"),
                        StoredJson.read(row.getString("content"), CapacityJson.Policy.class),
                        Jdbc.instant(row, "changed_at")),
                clinic.get());
    }

    private static CapacityPolicy policy(Row row) {
        var p = row.policy();
        return new CapacityPolicy(
                row.number(),
                hours(p),
                Duration.ofMinutes(p.preparationMinutes()),
                Duration.ofMinutes(p.recoveryMinutes()),
                Duration.ofMinutes(p.turnoverMinutes()),
                new Staffing(p.patientsPerNurse(), p.requiredSkills()),
                p.rosterBinds(),
                p.monitorBinds(),
                Duration.ofMinutes(p.offerMinutes()));
    }

    private static OpeningHours hours(CapacityJson.Policy policy) {
        return new OpeningHours(policy.openingHours().stream()
                .map(span -> new OpeningHours.Hours(span.weekday(), span.opens(), span.closes()))
                .toList());
    }

    /** By the clinic's setting; one that is no pair of times is as if it were not there. */
    private CapacityPolicy usual() {
        var setting = clinics.current().settings().getOrDefault(OPENING_HOURS, USUAL_HOURS);
        return Stream.of(setting, USUAL_HOURS)
                .flatMap(hours -> daily(hours).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<CapacityPolicy> daily(String hours) {
        var ends = hours.split("-", -1);
        try {
            return ends.length == 2
                    ? Optional.of(CapacityPolicy.of(LocalTime.parse(ends[0]), LocalTime.parse(ends[1])))
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Transactional
    CapacityJson.PolicyView read(UUID clinicId) {
        clinics.mustBeCurrent(clinicId);
        return row().map(row -> new CapacityJson.PolicyView(row.number(), row.policy(), row.changedAt()))
                .orElseGet(() -> view(usual()));
    }

    private static CapacityJson.PolicyView view(CapacityPolicy p) {
        return new CapacityJson.PolicyView(
                p.number(),
                new CapacityJson.Policy(
                        p.hours().week().stream()
                                .map(h -> new CapacityJson.OpeningSpan(h.weekday(), h.opens(), h.closes()))
                                .toList(),
                        Math.toIntExact(p.preparation().toMinutes()),
                        Math.toIntExact(p.recovery().toMinutes()),
                        Math.toIntExact(p.turnover().toMinutes()),
                        p.staffing().patientsPerNurse(),
                        p.staffing().skills(),
                        p.rosterBinds(),
                        p.monitorBinds(),
                        Math.toIntExact(p.offer().toMinutes())),
                null);
    }

    /**
     * The next version.
     *
     * @param ifMatch the version last read, {@code "v0"} for the first
     * @throws Problem PRECONDITION_REQUIRED, STALE, VALIDATION_FAILED for hours that overlap or end before they begin
     */
    @Transactional
    CapacityJson.PolicyView set(UUID clinicId, @Nullable String ifMatch, CapacityJson.Policy asked) {
        clinics.mustBeCurrent(clinicId);
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(PlatformProblem.PRECONDITION_REQUIRED);
        }
        mustBeHours(asked);
        var before = row().map(Row::number).orElse(0);
        var tag = "\"v" + before + "\"";
        if (!List.of(ifMatch.split("\\s*,\\s*")).contains(tag)) {
            throw Problem.of(PlatformProblem.STALE).header("ETag", tag);
        }
        var now = clock.instant();
        var added = jdbc.update(
                "INSERT INTO capacity_policy (clinic_id, number, content, person, name, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                clinic.get(),
                before + 1,
                StoredJson.write(asked),
                caller.get().id(),
                caller.get().displayName(),
                now);
        if (added == 0) {
            throw Problem.of(PlatformProblem.STALE);
        }
        audit.wrote(AuditEntry.of("CAPACITY_POLICY_SET", "capacity-policy", clinicId));
        return new CapacityJson.PolicyView(before + 1, asked, now);
    }

    private static void mustBeHours(CapacityJson.Policy asked) {
        try {
            hours(asked);
        } catch (IllegalArgumentException wrong) {
            var why = String.valueOf(wrong.getMessage());
            throw Problem.of(
                    PlatformProblem.VALIDATION_FAILED,
                    new Violation("/openingHours", "INCONSISTENT", new Text(why, why)));
        }
    }
}
