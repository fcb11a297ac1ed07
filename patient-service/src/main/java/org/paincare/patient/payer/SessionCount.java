package org.paincare.patient.payer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.registry.Patients;
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.SheetKind;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Counts each session that ended against the authorisation of its day, once, whoever tells it again. A new version of the
 * sheet is written, so that somebody who corrects the count has seen the session that was added meanwhile.
 */
@ApplicationScoped
class SessionCount implements EventHandler {

    /** What is read of SessionEnded. */
    record Ended(UUID patientId, UUID sessionId, Instant startedAt) {}

    private final Jdbc jdbc;
    private final PatientSheets sheets;
    private final Patients patients;
    private final ClinicRules rules;
    private final CurrentClinic clinic;

    SessionCount(DataSource pool, PatientSheets sheets, Patients patients, ClinicRules rules, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.sheets = sheets;
        this.patients = patients;
        this.rules = rules;
        this.clinic = clinic;
    }

    @Override
    public String type() {
        return "org.paincare.session.SessionEnded.v1";
    }

    @Override
    public void handle(IncomingEvent event) {
        var ended = event.dataAs(Ended.class);
        if (!patients.knows(ended.patientId())) {
            return;
        }
        patients.locked(ended.patientId());
        var sheet = sheets.peek(ended.patientId(), SheetKind.PAYERS, PayerJson.Content.class)
                .orElse(null);
        var day = rules.of(clinic.get()).dayOf(ended.startedAt());
        var counted =
                sheet == null ? null : PayerStanding.current(sheet.content().authorisations(), day);
        var isNew = jdbc.update(
                "INSERT INTO payer_session (clinic_id, id, patient_id, authorisation_id, given_on) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                clinic.get(),
                ended.sessionId(),
                ended.patientId(),
                counted == null ? null : counted.authorisationId(),
                day);
        if (isNew == 1 && sheet != null && counted != null) {
            var content = new PayerJson.Content(sheet.content().authorisations().stream()
                    .map(one -> one.equals(counted) ? one.withOneMoreUsed() : one)
                    .toList());
            sheets.replace(ended.patientId(), SheetKind.PAYERS, content, "SESSION_COUNTED");
        }
    }
}
