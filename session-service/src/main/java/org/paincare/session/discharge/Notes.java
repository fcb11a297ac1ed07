package org.paincare.session.discharge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.treatment.SessionState;

/** The note of a session: written, signed over its text, then only added to. */
@ApplicationScoped
class Notes {

    private static final String AUTHORS = "AUTHORS";
    private static final Set<Role> SIGNERS = Set.of(Role.PRESCRIBER, Role.HEAD_NURSE, Role.NURSE);

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Signatures signatures;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Notes(
            DataSource pool,
            Lifecycle lifecycle,
            Signatures signatures,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.signatures = signatures;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** Writes or rewrites the note while it is unsigned. */
    @Transactional
    DischargeJson.NoteView write(UUID sessionId, String body) {
        var session = lifecycle.lock(sessionId);
        if (session.noteSigned()) {
            throw Problem.of(SessionProblem.NOTE_STATE);
        }
        if (session.state() == SessionState.SCHEDULED || session.state() == SessionState.PLANNED) {
            throw Problem.of(SessionProblem.STATE_DOES_NOT_ALLOW).with("currentState", session.state());
        }
        jdbc.update(
                "INSERT INTO session_note (clinic_id, id, version, session_id, body, content_hash, written_by, written_name,"
                        + " written_at) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, session_id) DO UPDATE SET"
                        + " body = excluded.body, content_hash = excluded.content_hash, written_by = excluded.written_by,"
                        + " written_name = excluded.written_name, written_at = excluded.written_at,"
                        + " version = session_note.version + 1",
                clinic.get(),
                Ids.next(),
                sessionId,
                body,
                Signatures.hash("paincare-note/1\nsession=" + sessionId + "\n" + body),
                caller.get().id(),
                caller.get().displayName(),
                clock.instant());
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("NOTE_WRITTEN", "session", sessionId, session.patientId()));
        return get(sessionId);
    }

    /**
     * Writes the note where there is none yet: what a tablet kept replaces nobody's words.
     *
     * @throws Problem CONFLICT
     */
    @Transactional
    void begin(UUID sessionId, String body) {
        lifecycle.lock(sessionId);
        var written = jdbc.first(
                "SELECT 1 FROM session_note WHERE clinic_id = ? AND session_id = ?", row -> 1, clinic.get(), sessionId);
        if (written.isPresent()) {
            throw Problem.of(PlatformProblem.CONFLICT);
        }
        write(sessionId, body);
    }

    /** @throws Problem NOT_FOUND without a note, NOTE_STATE, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED */
    @Transactional
    DischargeJson.NoteView sign(UUID sessionId, UUID signatureId) {
        var session = lifecycle.lock(sessionId);
        var note = get(sessionId);
        if (note.signedBy() != null) {
            throw Problem.of(SessionProblem.NOTE_STATE);
        }
        var signature = signatures.require(
                signatureId, "/v1/sessions/" + sessionId + "/note", note.contentHash(), AUTHORS, SIGNERS);
        jdbc.update(
                "UPDATE session_note SET signed_by = ?, signer_name = ?, signed_at = ?, version = version + 1"
                        + " WHERE clinic_id = ? AND id = ?",
                signature.signedBy(),
                signature.signerName(),
                signature.signedAt(),
                clinic.get(),
                note.id());
        session.noteSignedBy();
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("NOTE_SIGNED", "session", sessionId, session.patientId()));
        return get(sessionId);
    }

    /** @throws Problem NOT_FOUND without a note, NOTE_UNSIGNED */
    @Transactional
    DischargeJson.NoteView add(UUID sessionId, String body) {
        var session = lifecycle.lock(sessionId);
        var note = get(sessionId);
        if (note.signedBy() == null) {
            throw Problem.of(SessionProblem.NOTE_UNSIGNED);
        }
        jdbc.update(
                "INSERT INTO note_addendum (clinic_id, id, note_id, body, person, name, written_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                note.id(),
                body,
                caller.get().id(),
                caller.get().displayName(),
                clock.instant());
        audit.wrote(AuditEntry.of("NOTE_ADDED_TO", "session", sessionId, session.patientId()));
        return get(sessionId);
    }

    @Transactional
    DischargeJson.NoteView read(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("NOTE_READ", "session", sessionId, session.patientId()));
        return get(sessionId);
    }

    private DischargeJson.NoteView get(UUID sessionId) {
        return jdbc.first(
                        "SELECT * FROM session_note WHERE clinic_id = ? AND session_id = ?",
                        this::view,
                        clinic.get(),
                        sessionId)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private DischargeJson.NoteView view(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new DischargeJson.NoteView(
                id,
                row.getObject("session_id", UUID.class),
                row.getString("body"),
                row.getString("content_hash"),
                row.getObject("written_by", UUID.class),
                Jdbc.instant(row, "written_at"),
                row.getObject("signed_by", UUID.class),
                row.getString("signer_name"),
                Optional.ofNullable(row.getObject("signed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                addenda(id));
    }

    private List<DischargeJson.AddendumView> addenda(UUID noteId) {
        return jdbc.list(
                "SELECT * FROM note_addendum WHERE clinic_id = ? AND note_id = ? ORDER BY id",
                row -> new DischargeJson.AddendumView(
                        row.getObject("id", UUID.class),
                        row.getString("body"),
                        row.getObject("person", UUID.class),
                        row.getString("name"),
                        Jdbc.instant(row, "written_at")),
                clinic.get(),
                noteId);
    }
}
