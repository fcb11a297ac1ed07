package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.adverse.AdverseEvents;
import org.paincare.session.adverse.EventKind;
import org.paincare.session.adverse.EventKind.Action;
import org.paincare.session.adverse.Grade;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Session;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Text;
import org.paincare.session.standing.KnownPatients;

/**
 * What an adverse event brings with it past the bedside (reference 3.6): somebody is asked at once, and where the catalogue
 * says so nothing more is begun for the person until a record says that it resolved, or a prescriber says why it may.
 */
@ApplicationScoped
class EventFollowUps implements Evidence.Source {

    private static final Map<Action, String> TASKS = Map.of(
            Action.SAFETY_PATHWAY, "FOLLOW_SAFETY_PATHWAY",
            Action.LABORATORY, "FETCH_LAB_RESULT",
            Action.BLOCK_SERIES_UNTIL_CLEARED, "REVIEW_ADVERSE_EVENT",
            Action.HOLD_PLAN, "REVIEW_ADVERSE_EVENT",
            Action.REVIEW_PLAN, "REVIEW_ADVERSE_EVENT");

    private static final Set<Action> HOLDING =
            EnumSet.of(Action.SAFETY_PATHWAY, Action.BLOCK_SERIES_UNTIL_CLEARED, Action.HOLD_PLAN);

    private static final Text OPEN = new Text(
            "Un evento adverso ({value}) no consta como resuelto: corrija su registro, o indique por qué se inicia.",
            "An adverse event ({value}) is not on record as resolved: correct its record, or say why this begins.");

    private final AdverseEvents catalogue = AdverseEvents.builtIn();
    private final Jdbc jdbc;
    private final KnownPatients patients;
    private final Tasks tasks;
    private final CurrentClinic clinic;

    EventFollowUps(DataSource pool, KnownPatients patients, Tasks tasks, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
        this.tasks = tasks;
        this.clinic = clinic;
    }

    /**
     * An event was recorded, or one in place of another.
     *
     * @param supersedes the record it corrects, whose tasks are no longer needed
     */
    void recorded(Session session, UUID event, Set<Action> proposed, boolean resolved, @Nullable UUID supersedes) {
        if (supersedes != null) {
            tasks.notNeeded(Set.copyOf(TASKS.values()), supersedes);
        }
        if (resolved) {
            return;
        }
        var kinds = new TreeSet<String>();
        proposed.stream().filter(TASKS::containsKey).map(TASKS::get).forEach(kinds::add);
        kinds.forEach(
                kind -> tasks.raise(new Tasks.Wanted(kind, session.patientId(), session.id(), event, null, null)));
    }

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        if (session.startedAt() != null) {
            return;
        }
        evidence.openPreChecks(jdbc
                .list(
                        "SELECT code, max(grade) AS grade FROM adverse_event e WHERE clinic_id = ? AND patient_id = ANY (?)"
                                + " AND outcome IS DISTINCT FROM 'RESOLVED' AND NOT EXISTS (SELECT 1 FROM adverse_event later"
                                + " WHERE later.clinic_id = e.clinic_id AND later.supersedes = e.id)"
                                + " GROUP BY code ORDER BY code",
                        row -> Map.entry(row.getString("code"), Grade.values()[row.getInt("grade") - 1]),
                        clinic.get(),
                        patients.aliases(session.patientId()).toArray(UUID[]::new))
                .stream()
                .flatMap(event -> catalogue
                        .find(event.getKey())
                        .filter(kind ->
                                kind.actionsAt(event.getValue()).stream().anyMatch(HOLDING::contains))
                        .stream())
                .map(EventFollowUps::blocked)
                .toList());
    }

    private static Blocked blocked(EventKind kind) {
        return new Blocked(
                "ADVERSE_EVENT_OPEN",
                "AE-" + kind.code(),
                OPEN.with(Map.of("value", kind.code())),
                Role.PRESCRIBER,
                kind.source());
    }
}
