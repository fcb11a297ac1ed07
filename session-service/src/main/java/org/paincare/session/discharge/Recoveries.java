package org.paincare.session.discharge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.observing.Baselines;
import org.paincare.session.observing.Judge;
import org.paincare.session.recovery.Aldrete;
import org.paincare.session.recovery.AldreteFindings;
import org.paincare.session.recovery.AldreteScore;
import org.paincare.session.recovery.DischargeFacts;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.treatment.SessionState;

/** Aldrete scores of recovering patients. */
@ApplicationScoped
class Recoveries {

    private final Aldrete aldrete = Aldrete.builtIn();
    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Baselines baselines;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Recoveries(
            DataSource pool,
            Lifecycle lifecycle,
            Baselines baselines,
            ClinicProfiles clinics,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.baselines = baselines;
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem STATE_DOES_NOT_ALLOW, BASELINE_MISSING without a systolic pressure before the drug */
    @Transactional
    DischargeJson.ScoreView score(UUID sessionId, DischargeJson.Score seen) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "SCORE_RECOVERY", SessionState.RECOVERY, SessionState.DISCHARGE_READY);
        var baseline = baselines.today(sessionId).get(Sign.SBP);
        if (baseline == null) {
            throw Problem.of(SessionProblem.BASELINE_MISSING);
        }
        var findings = new AldreteFindings(
                seen.extremitiesMoved(),
                seen.respiration(),
                seen.systolicMmHg(),
                baseline.intValue(),
                seen.consciousness(),
                seen.spo2Percent(),
                seen.onOxygen());
        var score = aldrete.score(findings, Judge.profile(clinics.current().altitude()));
        var id = Ids.next();
        var now = lifecycle.occurred(session, seen.occurredAt(), clock.instant());
        jdbc.update(
                "INSERT INTO recovery_score (clinic_id, id, session_id, findings, score, total, person, name, scored_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                id,
                sessionId,
                StoredJson.write(findings),
                StoredJson.write(score),
                score.total(),
                caller.get().id(),
                caller.get().displayName(),
                now);
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("RECOVERY_SCORED", "session", sessionId, session.patientId()));
        return DischargeJson.ScoreView.of(id, score, caller.get().id(), now);
    }

    List<DischargeFacts.TimedScore> scores(UUID sessionId) {
        return jdbc.list(
                "SELECT score, scored_at FROM recovery_score WHERE clinic_id = ? AND session_id = ?"
                        + " ORDER BY scored_at, id",
                row -> new DischargeFacts.TimedScore(
                        Jdbc.instant(row, "scored_at"), StoredJson.read(row.getString("score"), AldreteScore.class)),
                clinic.get(),
                sessionId);
    }

    @Transactional
    List<DischargeJson.ScoreView> views(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("RECOVERY_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                "SELECT * FROM recovery_score WHERE clinic_id = ? AND session_id = ? ORDER BY scored_at, id",
                row -> DischargeJson.ScoreView.of(
                        row.getObject("id", UUID.class),
                        StoredJson.read(row.getString("score"), AldreteScore.class),
                        row.getObject("person", UUID.class),
                        Jdbc.instant(row, "scored_at")),
                clinic.get(),
                sessionId);
    }
}
