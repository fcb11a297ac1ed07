package org.paincare.session.handover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Responsibility;
import org.paincare.session.care.Session;
import org.paincare.session.standing.KnownStaff;
import org.paincare.session.treatment.SessionState;

/** Handovers of running sessions. Both confirm: the one who offers by offering, the other by accepting. */
@ApplicationScoped
class Handovers {

    private static final String ACCEPTS = "ACCEPTS";
    private static final Set<Role> NURSES = Set.of(Role.NURSE, Role.HEAD_NURSE);
    private static final SessionState[] LIVE = {
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

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Responsibility responsibility;
    private final KnownStaff staff;
    private final Signatures signatures;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Handovers(
            DataSource pool,
            Lifecycle lifecycle,
            Responsibility responsibility,
            KnownStaff staff,
            Signatures signatures,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.responsibility = responsibility;
        this.staff = staff;
        this.signatures = signatures;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Offers a session to another nurse: the responsible nurse does, or a head nurse in their place.
     *
     * @throws Problem NOT_FOUND, STATE_DOES_NOT_ALLOW, UNKNOWN_STAFF, NOT_RESPONSIBLE, SAME_PERSON, HANDOVER_OPEN
     */
    @Transactional
    HandoverJson.View offer(UUID sessionId, HandoverJson.Offer asked) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "HAND_OVER", LIVE);
        var from = session.responsibleNurse();
        var self = staff.idOf(caller.get().id());
        if (from == null || !(from.equals(self) || caller.get().is(Role.HEAD_NURSE))) {
            throw Problem.of(SessionProblem.NOT_RESPONSIBLE);
        }
        var to = responsibility.nurse(asked.toNurseId()).id();
        if (to.equals(from)) {
            throw Problem.of(SessionProblem.SAME_PERSON);
        }
        var id = Ids.next();
        var hash = Signatures.hash(String.join(
                "\n",
                "paincare-handover/1",
                "handover=" + id,
                "session=" + sessionId,
                "from=" + from,
                "to=" + to,
                "situation=" + asked.situation()));
        try {
            jdbc.update(
                    "INSERT INTO handover (clinic_id, id, version, session_id, from_nurse, to_nurse, situation, content_hash,"
                            + " state, offered_by, offered_name, offered_at, alarm_ids)"
                            + " VALUES (?, ?, 0, ?, ?, ?, ?, ?, 'OFFERED', ?, ?, ?, '{}')",
                    clinic.get(),
                    id,
                    sessionId,
                    from,
                    to,
                    asked.situation(),
                    hash,
                    caller.get().id(),
                    caller.get().displayName(),
                    clock.instant());
        } catch (RuntimeException failure) {
            throw "handover_one_open".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SessionProblem.HANDOVER_OPEN)
                    : failure;
        }
        audit.wrote(AuditEntry.of("HANDOVER_OFFERED", "handover", id, session.patientId()));
        return get(id);
    }

    /**
     * The next nurse takes the session over, with its alarms: by their own token, or by their signature on the tablet of
     * another.
     *
     * @throws Problem NOT_FOUND, HANDOVER_STATE, NOT_RESPONSIBLE, STATE_DOES_NOT_ALLOW, SIGNATURE_INVALID, SIGNATURE_USED
     */
    @Transactional
    HandoverJson.View accept(UUID id, HandoverJson.Accept asked) {
        var session = lock(id);
        var offered = open(id);
        lifecycle.mustBeIn(session, "HAND_OVER", LIVE);
        if (!offered.fromNurseId().equals(session.responsibleNurse())) {
            // Somebody else has become responsible since; this offer is no longer theirs to make.
            throw Problem.of(SessionProblem.HANDOVER_STATE).with("currentState", "STALE");
        }
        var signature = asked.signatureId() == null ? null : signature(offered, asked.signatureId());
        var subject = signature == null ? caller.get().id() : signature.signedBy();
        if (!offered.toNurseId().equals(staff.idOf(subject))) {
            throw Problem.of(SessionProblem.NOT_RESPONSIBLE);
        }
        var name = signature == null ? caller.get().displayName() : signature.signerName();
        responsibility.give(session, offered.toNurseId(), name);
        jdbc.update(
                "UPDATE handover SET state = 'ACCEPTED', decided_by = ?, decided_name = ?, decided_at = ?, signature_id = ?,"
                        + " version = version + 1, alarm_ids = coalesce((SELECT array_agg(a.id ORDER BY a.raised_at, a.id)"
                        + " FROM alarm a WHERE a.clinic_id = handover.clinic_id AND a.session_id = handover.session_id"
                        + " AND a.state <> 'CLOSED'), '{}') WHERE clinic_id = ? AND id = ?",
                subject,
                name,
                clock.instant(),
                signature == null ? null : signature.id(),
                clinic.get(),
                id);
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("HANDOVER_ACCEPTED", "handover", id, session.patientId()));
        return get(id);
    }

    /** The next nurse says no; the session stays where it is. */
    @Transactional
    HandoverJson.View refuse(UUID id, String reason) {
        var session = lock(id);
        if (!open(id).toNurseId().equals(staff.idOf(caller.get().id()))) {
            throw Problem.of(SessionProblem.NOT_RESPONSIBLE);
        }
        return decided(id, session, "REFUSED", reason);
    }

    /** Who offered takes it back, or a head nurse does. */
    @Transactional
    HandoverJson.View withdraw(UUID id, String reason) {
        var session = lock(id);
        if (!open(id).offeredBy().equals(caller.get().id()) && !caller.get().is(Role.HEAD_NURSE)) {
            throw Problem.of(SessionProblem.NOT_RESPONSIBLE);
        }
        return decided(id, session, "WITHDRAWN", reason);
    }

    @Transactional
    List<HandoverJson.View> of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("HANDOVERS_READ", "session", sessionId, session.patientId()));
        return jdbc.list(
                "SELECT * FROM handover WHERE clinic_id = ? AND session_id = ? ORDER BY id",
                Handovers::view,
                clinic.get(),
                sessionId);
    }

    private HandoverJson.View decided(UUID id, Session session, String state, String reason) {
        jdbc.update(
                "UPDATE handover SET state = ?, decided_by = ?, decided_name = ?, decided_at = ?, decided_reason = ?,"
                        + " version = version + 1 WHERE clinic_id = ? AND id = ?",
                state,
                caller.get().id(),
                caller.get().displayName(),
                clock.instant(),
                reason,
                clinic.get(),
                id);
        audit.wrote(AuditEntry.of("HANDOVER_" + state, "handover", id, session.patientId()));
        return get(id);
    }

    private Signature signature(HandoverJson.View offered, UUID signatureId) {
        var signature = signatures.require(
                signatureId, "/v1/handovers/" + offered.id(), offered.contentHash(), ACCEPTS, NURSES);
        if (signature.signedBy().equals(offered.offeredBy())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        return signature;
    }

    /** The session of a handover, locked: what is decided of its handovers is decided one after the other. */
    private Session lock(UUID id) {
        return lifecycle.lock(get(id).sessionId());
    }

    private HandoverJson.View open(UUID id) {
        var found = get(id);
        if (!found.state().equals("OFFERED")) {
            throw Problem.of(SessionProblem.HANDOVER_STATE).with("currentState", found.state());
        }
        return found;
    }

    private HandoverJson.View get(UUID id) {
        return jdbc.first("SELECT * FROM handover WHERE clinic_id = ? AND id = ?", Handovers::view, clinic.get(), id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private static HandoverJson.View view(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new HandoverJson.View(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getString("state"),
                row.getObject("from_nurse", UUID.class),
                row.getObject("to_nurse", UUID.class),
                row.getString("situation"),
                row.getString("content_hash"),
                row.getObject("offered_by", UUID.class),
                row.getString("offered_name"),
                Jdbc.instant(row, "offered_at"),
                row.getObject("decided_by", UUID.class),
                row.getString("decided_name"),
                decided == null ? null : decided.toInstant(),
                row.getString("decided_reason"),
                row.getObject("signature_id", UUID.class),
                List.of((UUID[]) row.getArray("alarm_ids").getArray()));
    }
}
