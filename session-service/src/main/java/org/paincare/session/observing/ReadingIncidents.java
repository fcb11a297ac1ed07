package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.OwnTransactions.Writes;
import org.paincare.platform.db.SqlFailure;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.session.NamedIds;
import org.paincare.session.SessionProblem;

/** One number for two readings: the second is refused, written down, and a person is asked to look at the device. */
@ApplicationScoped
class ReadingIncidents {

    private static final Logger LOG = Logger.getLogger(ReadingIncidents.class);

    private final Bedside bedside;
    private final Untold untold;
    private final Audit audit;
    private final CurrentCaller caller;

    ReadingIncidents(Bedside bedside, Untold untold, Audit audit, CurrentCaller caller) {
        this.bedside = bedside;
        this.untold = untold;
        this.audit = audit;
        this.caller = caller;
    }

    /** What was refused of these because its number was another reading's; call once that is known. */
    void keep(ReadingBatch batch, UUID patient, List<ReadingBatch.Checked> checked) {
        var conflicts = checked.stream()
                .filter(one -> one.refused() != null && one.refused().code() == SessionProblem.READING_CONFLICT)
                .map(ReadingBatch.Checked::item)
                // A tablet's entry that differs is kept whole, for a person to resolve.
                .filter(item -> ReadingBatch.Number.of(item.reading()) != null)
                .toList();
        if (conflicts.isEmpty()) {
            return;
        }
        try {
            write(batch, patient, conflicts);
            untold.tellSoon(batch.clinic(), patient);
        } catch (SqlFailure notNow) {
            // It is refused all the same, and a device that goes on like this is found the next time.
            LOG.warnf("a device's conflict was refused and could not be written down: %s", notNow.getMessage());
        }
    }

    /** Which reading keeps the number; the other is known by its hash in the incident alone. */
    private static void tell(Jdbc tx, Writes writes, ReadingBatch batch, UUID patient, ReadingBatch.Number number) {
        var kept = ObservationRows.taken(tx, batch.clinic(), List.of(number)).get(number);
        if (kept != null) {
            Untold.add(
                    writes,
                    batch.clinic(),
                    patient,
                    Untold.Kind.READING_CONFLICT_FOUND,
                    new ObservationJson.ConflictFound(
                            patient, batch.session(), kept.observation(), number.sequence(), batch.now()),
                    batch.now());
        }
    }

    private void write(ReadingBatch batch, UUID patient, List<ReadingBatch.Item> conflicts) {
        bedside.atOnce(batch.clinic(), tx -> {
            var writes = new Writes();
            for (var item : conflicts) {
                var number = Objects.requireNonNull(ReadingBatch.Number.of(item.reading()));
                var hash = item.hash(batch.session());
                writes.add(
                        "INSERT INTO reading_incident (clinic_id, id, session_id, patient_id, device, boot, sequence,"
                                + " observation_id, refused, person, refused_at) SELECT ?, ?, ?, ?, device, boot, sequence,"
                                + " observation_id, ?, ?, ? FROM reading_identity WHERE clinic_id = ? AND device = ?"
                                + " AND boot = ? AND sequence = ? ON CONFLICT DO NOTHING",
                        batch.clinic(),
                        NamedIds.of("incident/" + batch.clinic() + "/" + number + "/" + hash),
                        batch.session(),
                        patient,
                        hash,
                        caller.get().id(),
                        batch.now(),
                        batch.clinic(),
                        number.device(),
                        number.boot(),
                        number.sequence());
                tell(tx, writes, batch, patient, number);
            }
            Untold.add(
                    writes,
                    batch.clinic(),
                    patient,
                    Untold.Kind.READING_CONFLICT,
                    batch.session().toString(),
                    batch.now());
            var entry = audit.statement(AuditEntry.of("READING_REFUSED", "session", batch.session(), patient)
                    .because("one number for two readings"));
            writes.add(entry.sql(), entry.parameters());
            writes.send(tx);
            return 0;
        });
    }
}
