package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.care.StaffRoles;
import org.paincare.session.dose.Adjunct;
import org.paincare.session.dose.AdjunctContext;
import org.paincare.session.dose.AdjunctFinding;
import org.paincare.session.dose.Hold;
import org.paincare.session.dose.Level;
import org.paincare.session.infusion.RateChangeRules;
import org.paincare.session.observing.VitalSummaries;
import org.paincare.session.plan.Formulary;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.SessionState;

/**
 * Drugs given beside ketamine. Rescue drugs and oxygen are recorded as given, whatever is missing; any other is judged by
 * its limits and holds, of which a prescriber may set a hold aside with a reason (reference 0.2.8).
 */
@ApplicationScoped
class DrugsGiven {

    private static final String OXYGEN = "OXYGEN";

    /** A drug that is no rescue is given to somebody who is here. */
    private static final SessionState[] IN_THE_CHAIR = {
        SessionState.CHECKED_IN,
        SessionState.PRECHECK,
        SessionState.READY,
        SessionState.INFUSING,
        SessionState.PAUSED,
        SessionState.COMPLETED_INFUSION,
        SessionState.STOPPED_EARLY,
        SessionState.RECOVERY,
        SessionState.DISCHARGE_READY
    };

    /** The coded facts behind what a hold asks; EGFR is a laboratory value, the others conditions. */
    private static final Map<Hold.Condition, String> CONDITIONS = Map.of(
            Hold.Condition.LONG_QT, "LONG_QT",
            Hold.Condition.ASTHMA, "ASTHMA",
            Hold.Condition.GLAUCOMA, "GLAUCOMA_TREATED");

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Formulary formulary;
    private final AdjunctWords words;
    private final VitalSummaries vitals;
    private final KnownPatients patients;
    private final ClinicProfiles clinics;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    DrugsGiven(
            DataSource pool,
            Lifecycle lifecycle,
            Formulary formulary,
            AdjunctWords words,
            VitalSummaries vitals,
            KnownPatients patients,
            ClinicProfiles clinics,
            Language language,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.formulary = formulary;
        this.words = words;
        this.vitals = vitals;
        this.patients = patients;
        this.clinics = clinics;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param doseMg    of any drug but oxygen and fluids
     * @param authority on whose word; without it a prescriber's own, or the signed order
     * @param orderedBy staff id of the prescriber who gave a verbal order
     * @param readBack  the verbal order was repeated and confirmed
     */
    @Schema(name = "DrugGivenRequest")
    record Give(
            @NotNull @Pattern(regexp = "[A-Z][A-Z_]{2,30}") String drug,

            @Nullable Milligrams doseMg,
            @Nullable @Size(min = 3, max = 2000) String reason,
            @Nullable Instant occurredAt,
            RateChangeRules.@Nullable Authority authority,
            @Nullable UUID orderedBy,
            @Nullable Boolean readBack) {}

    @Schema(name = "DrugFinding")
    record FindingView(
            String code, String ruleId, Level level, String limit, String value, String unit, String message) {}

    @Schema(name = "DrugGiven")
    record View(
            UUID id,
            String drug,
            @Nullable Milligrams doseMg,
            @Nullable String reason,
            UUID by,
            String byName,
            Instant givenAt) {}

    /**
     * @throws Problem DRUG_UNKNOWN, ADJUNCT_REFUSED with every finding, ADJUNCT_NEEDS_ORDER, VALIDATION_FAILED without a
     *     dose
     */
    @Transactional
    View give(UUID sessionId, Give asked) {
        var session = lifecycle.lock(sessionId);
        var drug = formulary.adjuncts().find(asked.drug()).orElseThrow(() -> Problem.of(SessionProblem.DRUG_UNKNOWN));
        var now = clock.instant();
        var at = lifecycle.occurred(session, asked.occurredAt(), now);
        List<AdjunctFinding> findings = List.of();
        AdjunctWords.@Nullable Kept word = null;
        if (drug.rescue()) {
            var command = drug.id().equals(OXYGEN) ? Command.GIVE_OXYGEN : Command.GIVE_RESCUE_DRUG;
            lifecycle.take(session, new Lifecycle.Ask(command, null, asked.reason(), asked.occurredAt()), e -> {});
        } else {
            lifecycle.mustBeIn(session, "GIVE_DRUG", IN_THE_CHAIR);
            findings = judge(session, drug, asked);
            word = words.require(session, drug, asked, findings, at);
            lifecycle.touch(session);
        }
        var id = Ids.next();
        jdbc.update(
                "INSERT INTO drug_given (clinic_id, id, session_id, drug, dose_mg, reason, findings, person, name, given_at,"
                        + " recorded_at, authority, ordered_by, countersign_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                id,
                sessionId,
                drug.id(),
                asked.doseMg() == null ? null : asked.doseMg().decimal(),
                asked.reason(),
                StoredJson.write(findings.stream().map(AdjunctFinding::ruleId).toList()),
                caller.get().id(),
                caller.get().displayName(),
                at,
                now,
                word == null ? null : word.authority(),
                word == null ? null : word.orderedBy(),
                word == null ? null : word.countersignBy());
        if (word != null) {
            words.askToCountersign(session, id, word);
        }
        audit.wrote(AuditEntry.of("DRUG_GIVEN", "drug-given", id, session.patientId())
                .because(drug.id()));
        return new View(
                id,
                drug.id(),
                asked.doseMg(),
                asked.reason(),
                caller.get().id(),
                caller.get().displayName(),
                at);
    }

    /** Who gave the verbal order for a drug signs it. */
    @Transactional
    void countersign(UUID sessionId, UUID drugId) {
        var session = lifecycle.lock(sessionId);
        if (words.countersign(session, drugId, clock.instant())) {
            lifecycle.touch(session);
        }
    }

    @Transactional
    List<View> of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("DRUGS_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                "SELECT * FROM drug_given WHERE clinic_id = ? AND session_id = ? ORDER BY given_at, id",
                row -> new View(
                        row.getObject("id", UUID.class),
                        row.getString("drug"),
                        Optional.ofNullable(row.getBigDecimal("dose_mg"))
                                .map(Milligrams::of)
                                .orElse(null),
                        row.getString("reason"),
                        row.getObject("person", UUID.class),
                        row.getString("name"),
                        Jdbc.instant(row, "given_at")),
                clinic.get(),
                sessionId);
    }

    private List<AdjunctFinding> judge(Session session, Adjunct drug, Give asked) {
        if (asked.doseMg() == null) {
            throw Problem.of(PlatformProblem.VALIDATION_FAILED);
        }
        var findings = formulary.adjuncts().judge(drug, asked.doseMg(), context(session, drug));
        var open = findings.stream().filter(f -> isOpen(f, asked.reason())).toList();
        if (!open.isEmpty()) {
            throw Problem.of(SessionProblem.ADJUNCT_REFUSED)
                    .with("findings", open.stream().map(this::view).toList());
        }
        return findings;
    }

    private boolean isOpen(AdjunctFinding finding, @Nullable String reason) {
        var reasoned = reason != null && !reason.isBlank();
        return switch (finding.level()) {
            case INFO -> false;
            case SOFT -> !reasoned;
            case HARD ->
                finding.overridableBy() == null
                        || !reasoned
                        || !StaffRoles.covers(caller.get(), finding.overridableBy());
        };
    }

    private AdjunctContext context(Session session, Adjunct drug) {
        var readings = new EnumMap<Hold.Measure, BigDecimal>(Hold.Measure.class);
        vitals.latest(session.id()).forEach((sign, value) -> {
            switch (sign) {
                case RASS -> readings.put(Hold.Measure.RASS, value);
                case SPO2 -> readings.put(Hold.Measure.SPO2, value);
                case SBP -> readings.put(Hold.Measure.SBP, value);
                case HR -> readings.put(Hold.Measure.HR, value);
                default -> {
                    // No adjunct is held by it.
                }
            }
        });
        patients.fact(session.patientId(), "EGFR")
                .map(KnownPatients.Fact::value)
                .ifPresent(value -> readings.put(Hold.Measure.EGFR, new BigDecimal(value)));
        var conditions = new EnumMap<Hold.Condition, Boolean>(Hold.Condition.class);
        CONDITIONS.forEach((condition, code) -> patients.fact(session.patientId(), code)
                .filter(fact -> !fact.state().equals("UNKNOWN"))
                .ifPresent(fact -> conditions.put(condition, fact.state().equals("PRESENT"))));
        var before = of(session.id()).stream()
                .filter(given -> given.drug().equals(drug.id()))
                .toList();
        var sum = before.stream()
                .map(given -> given.doseMg() == null ? Milligrams.ZERO : given.doseMg())
                .reduce(Milligrams.ZERO, Milligrams::plus);
        return new AdjunctContext(
                readings,
                conditions,
                BigDecimal.valueOf(clinics.current().altitude().adjunctHoldBelowPercent()),
                sum,
                before.size());
    }

    private FindingView view(AdjunctFinding f) {
        return new FindingView(
                f.code(), f.ruleId(), f.level(), f.limit(), f.value(), f.unit(), language.of(f.message()));
    }
}
