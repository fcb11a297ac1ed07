package org.paincare.session.discharge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.Language;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.care.SessionJson;
import org.paincare.session.care.Sessions;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.observing.Baselines;
import org.paincare.session.observing.VitalSummaries;
import org.paincare.session.recovery.DischargeFacts;
import org.paincare.session.recovery.DischargeGate;
import org.paincare.session.reference.Waiver;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.SessionState;

/** The discharge gate: what is open, by name; and the discharge once nothing is, signed over what was seen. */
@ApplicationScoped
class Discharges implements Evidence.Source {

    private static final String DISCHARGES = "DISCHARGES";
    private static final Set<Role> SIGNERS = Set.of(Role.PRESCRIBER, Role.HEAD_NURSE, Role.NURSE);
    private static final List<String> REVERSALS = List.of("FLUMAZENIL", "NALOXONE");

    /** The call a day after (reference 3.8, +24 h). */
    private static final String CALL = "CALL_AFTER_SESSION";

    private static final String RECOVERY_MINUTES = "RECOVERY_MINIMUM_MINUTES";

    private final DischargeGate gate = DischargeGate.builtIn();
    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Sessions.BookingDesk bookings;
    private final Recoveries recoveries;
    private final VitalSummaries vitals;
    private final Baselines baselines;
    private final ClinicProfiles clinics;
    private final Signatures signatures;
    private final Tasks tasks;
    private final Language language;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Discharges(
            DataSource pool,
            Lifecycle lifecycle,
            Sessions.BookingDesk bookings,
            Recoveries recoveries,
            VitalSummaries vitals,
            Baselines baselines,
            ClinicProfiles clinics,
            Signatures signatures,
            Tasks tasks,
            Language language,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.bookings = bookings;
        this.recoveries = recoveries;
        this.vitals = vitals;
        this.baselines = baselines;
        this.clinics = clinics;
        this.signatures = signatures;
        this.tasks = tasks;
        this.language = language;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    private record Assessment(UUID id, DischargeJson.Assess seen, String hash, Instant at) {}

    /** The points count as unsigned until somebody discharges: the signature comes with the command. */
    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        if (session.state() == SessionState.RECOVERY || session.state() == SessionState.DISCHARGE_READY) {
            var result = evaluate(session, evidence.waivers(), at, false);
            evidence.openRecoveryPoints(result.openForRecovery());
            evidence.openDischargePoints(result.openForDischarge());
        }
    }

    private DischargeGate.Result evaluate(Session session, List<Waiver> waivers, Instant at, boolean signed) {
        return gate().evaluate(session.setting(), facts(session, signed), waivers, at);
    }

    /** With the clinic's own observation time, where it set one and it lies within the gate's floor. */
    private DischargeGate gate() {
        return clinics.wholeNumber(RECOVERY_MINUTES)
                .map(Duration::ofMinutes)
                .filter(time -> time.compareTo(gate.figures().observeFloor()) >= 0)
                .map(gate::observing)
                .orElse(gate);
    }

    private DischargeFacts facts(Session session, boolean signed) {
        var seen = latest(session.id()).map(Assessment::seen).orElse(null);
        var since = session.stoppedAt() == null ? session.enteredAt() : session.stoppedAt();
        var last = vitals.last(session, since);
        var cadss6 = baselines.today(session.id()).get(Sign.CADSS6);
        return new DischargeFacts(
                scores(session.id()),
                session.stoppedAt(),
                lastReversal(session.id()),
                last.vitalsInsideAlert(),
                seen != null && seen.vitalsAccepted(),
                last.spo2InsideAlert(),
                seen == null ? null : seen.rass(),
                seen != null && seen.orientedTimesThree(),
                seen == null ? null : seen.cadss6(),
                cadss6 == null ? null : cadss6.intValue(),
                seen != null && seen.steadyGait(),
                seen != null && seen.nauseaControlled(),
                seen != null && seen.suicidalityExcluded() && !suicidalityOnRecord(session.id()),
                seen != null && seen.ivRemoved(),
                seen == null ? null : seen.escortName(),
                seen != null && seen.writtenInstructions(),
                seen != null && seen.emergencyNumber(),
                seen != null && seen.followUpTasks(),
                signed);
    }

    private List<DischargeFacts.TimedScore> scores(UUID sessionId) {
        var since = lifecycle.gotWorse(sessionId);
        return recoveries.scores(sessionId).stream()
                .filter(score -> !score.at().isBefore(since))
                .toList();
    }

    /** Whatever is said at the door: while an event of the session says otherwise, it is not excluded. */
    private boolean suicidalityOnRecord(UUID sessionId) {
        return jdbc.first(
                        "SELECT 1 FROM adverse_event e WHERE clinic_id = ? AND session_id = ? AND code = 'SUIC'"
                                + " AND outcome IS DISTINCT FROM 'RESOLVED' AND NOT EXISTS (SELECT 1 FROM adverse_event later"
                                + " WHERE later.clinic_id = e.clinic_id AND later.supersedes = e.id) LIMIT 1",
                        row -> 1,
                        clinic.get(),
                        sessionId)
                .isPresent();
    }

    private @Nullable Instant lastReversal(UUID sessionId) {
        return jdbc.first(
                        "SELECT max(given_at) AS last FROM drug_given WHERE clinic_id = ? AND session_id = ?"
                                + " AND drug = ANY (?)",
                        row -> Optional.ofNullable(row.getObject("last", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        clinic.get(),
                        sessionId,
                        REVERSALS.toArray(String[]::new))
                .flatMap(last -> last)
                .orElse(null);
    }

    /** Keeps what was seen, and names every point still open. */
    @Transactional
    DischargeJson.AssessmentView assess(UUID sessionId, DischargeJson.Assess seen) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "ASSESS_DISCHARGE", SessionState.RECOVERY, SessionState.DISCHARGE_READY);
        var id = Ids.next();
        var now = clock.instant();
        var hash = Signatures.hash(
                String.join("\n", "paincare-discharge/1", "session=" + sessionId, "assessment=" + id, "seen=" + seen));
        jdbc.update(
                "INSERT INTO discharge_assessment (clinic_id, id, session_id, content, content_hash, person, name,"
                        + " assessed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                id,
                sessionId,
                StoredJson.write(seen),
                hash,
                caller.get().id(),
                caller.get().displayName(),
                now);
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DISCHARGE_ASSESSED", "session", sessionId, session.patientId()));
        var result = evaluate(session, lifecycle.waivers(session, now), now, true);
        return new DischargeJson.AssessmentView(
                id,
                hash,
                language.of(result.openForRecovery()),
                language.of(result.openForDischarge()),
                result.waived().stream().map(Enum::name).toList(),
                now);
    }

    @Transactional
    void makeReady(UUID sessionId, @Nullable String ifMatch, @Nullable Instant occurredAt) {
        var session = lifecycle.lock(sessionId);
        lifecycle.take(
                session, new Lifecycle.Ask(Command.MAKE_DISCHARGE_READY, ifMatch, null, occurredAt), evidence -> {});
    }

    @Transactional
    void backToRecovery(UUID sessionId, @Nullable String ifMatch, SessionJson.Step asked) {
        var session = lifecycle.lock(sessionId);
        lifecycle.take(
                session,
                new Lifecycle.Ask(Command.RETURN_TO_RECOVERY, ifMatch, asked.reason(), asked.occurredAt()),
                evidence -> {});
    }

    /**
     * Lets the patient go.
     *
     * @throws Problem GUARD_REFUSES with every open point, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED
     */
    @Transactional
    void discharge(UUID sessionId, @Nullable String ifMatch, DischargeJson.Discharge asked) {
        var session = lifecycle.lock(sessionId);
        Etags.mustMatch(ifMatch, session);
        if (session.state() == SessionState.RECOVERY) {
            lifecycle.step(
                    session,
                    new Lifecycle.Ask(Command.MAKE_DISCHARGE_READY, null, null, asked.occurredAt()),
                    evidence -> {});
        }
        lifecycle.mustBeIn(session, "DISCHARGE", SessionState.DISCHARGE_READY);
        var assessment = latest(sessionId).orElseThrow(() -> Problem.of(SignatureProblem.SIGNATURE_INVALID));
        var signature = signatures.require(
                asked.signatureId(), "/v1/sessions/" + sessionId, assessment.hash(), DISCHARGES, SIGNERS);
        var now = clock.instant();
        var result = evaluate(session, lifecycle.waivers(session, now), now, true);
        var taken = lifecycle.step(
                session, new Lifecycle.Ask(Command.DISCHARGE, null, null, asked.occurredAt()), evidence -> {
                    evidence.dischargePointsAre(result.openForDischarge());
                });
        var comfort = asked.comfort() == null ? List.<DischargeJson.Comfort>of() : asked.comfort();
        jdbc.update(
                "INSERT INTO discharge (clinic_id, session_id, assessment_id, signature_id, signed_by, signer_name, comfort,"
                        + " discharged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                sessionId,
                assessment.id(),
                signature.id(),
                signature.signedBy(),
                signature.signerName(),
                StoredJson.write(comfort),
                taken.at());
        bookings.release(session.bookingId());
        tasks.raise(new Tasks.Wanted(CALL, session.patientId(), sessionId, sessionId, null, null));
        tell(session, assessment.seen(), result, comfort, taken.at(), now);
    }

    private void tell(
            Session session,
            DischargeJson.Assess seen,
            DischargeGate.Result result,
            List<DischargeJson.Comfort> comfort,
            Instant at,
            Instant now) {
        var scores = recoveries.scores(session.id());
        var last = scores.getLast().score();
        var stopped = session.stoppedAt() == null ? at : session.stoppedAt();
        outbox.append(OutgoingEvent.of(
                "DischargeCompleted",
                session.patientId(),
                now,
                new DischargeJson.Completed(
                        session.patientId(),
                        session.id(),
                        last.total(),
                        "BP_MMHG",
                        seen.escortName() != null,
                        result.waived().isEmpty()
                                ? null
                                : result.waived().stream().map(Enum::name).toList(),
                        Duration.between(stopped, at).toMinutes(),
                        comfort.isEmpty() ? null : comfort,
                        at)));
    }

    private Optional<Assessment> latest(UUID sessionId) {
        return jdbc.first(
                "SELECT * FROM discharge_assessment WHERE clinic_id = ? AND session_id = ? AND assessed_at >= ?"
                        + " ORDER BY id DESC LIMIT 1",
                row -> new Assessment(
                        row.getObject("id", UUID.class),
                        StoredJson.read(row.getString("content"), DischargeJson.Assess.class),
                        row.getString("content_hash"),
                        Jdbc.instant(row, "assessed_at")),
                clinic.get(),
                sessionId,
                lifecycle.gotWorse(sessionId));
    }
}
