package org.paincare.session.offline;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.OfflineReplay;

/**
 * Replays entries, each in a transaction of its own: its number is claimed and its step taken, or neither. What a step
 * refuses is kept as a conflict for a person to resolve; only what another try may settle is not.
 */
@ApplicationScoped
class OfflineEntries {

    private static final int CREATED = 201;
    private static final int OK = 200;

    private final Map<OfflineStep.Kind, OfflineStep> steps = new EnumMap<>(OfflineStep.Kind.class);
    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final OfflineReplay replay;
    private final OfflineConflicts conflicts;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    OfflineEntries(
            DataSource pool,
            @All List<OfflineStep> steps,
            Lifecycle lifecycle,
            OfflineReplay replay,
            OfflineConflicts conflicts,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        steps.forEach(step -> step.kinds().forEach(kind -> this.steps.put(kind, step)));
        this.lifecycle = lifecycle;
        this.replay = replay;
        this.conflicts = conflicts;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** What became of an entry. */
    record Became(
            int status,
            @Nullable String code,
            boolean repeated,
            @Nullable UUID conflictId) {

        /** Whether the next entries of the same record must wait for another try, so that they stay in order. */
        boolean isToBeTriedAgain() {
            return status >= 500 || PlatformProblem.LOST_RACE.name().equals(code);
        }

        static Became refused(Problem refused) {
            return new Became(refused.code().status(), refused.code().name(), false, null);
        }
    }

    private record Before(
            String hash,
            int status,
            @Nullable String code,
            @Nullable UUID conflictId) {}

    /** @throws Problem NOT_FOUND */
    void mustExist(UUID sessionId) {
        QuarkusTransaction.requiringNew().run(() -> lifecycle.find(sessionId));
    }

    /** Every refusal of the entry's step is an answer; only an unknown session is thrown. */
    Became take(UUID sessionId, OfflineJson.Entry entry) {
        replay.begins();
        var hash = Signatures.hash(
                sessionId + "\n" + entry.kind() + "\n" + entry.occurredAt() + "\n" + StoredJson.write(entry.body()));
        try {
            return QuarkusTransaction.requiringNew().call(() -> apply(sessionId, entry, hash));
        } catch (Problem refused) {
            var became = Became.refused(refused);
            return became.isToBeTriedAgain()
                    ? became
                    : QuarkusTransaction.requiringNew().call(() -> keep(sessionId, entry, hash, became));
        }
    }

    private Became apply(UUID sessionId, OfflineJson.Entry entry, String hash) {
        if (!claim(sessionId, entry, hash, CREATED, null, null)) {
            return again(sessionId, entry, hash);
        }
        var now = clock.instant();
        if (entry.occurredAt().isAfter(now)) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        if (entry.occurredAt().isBefore(now.minus(OfflineReplay.LONGEST))) {
            throw Problem.of(SessionProblem.OCCURRED_TOO_EARLY);
        }
        var session = lifecycle.find(sessionId);
        step(entry.kind())
                .replay(
                        entry.kind(),
                        session,
                        entry.body(),
                        entry.occurredAt(),
                        new OfflineStep.Number(entry.clientId(), entry.sequence()));
        audit.wrote(AuditEntry.of("OFFLINE_ENTRY_REPLAYED", "session", sessionId, session.patientId()));
        return new Became(CREATED, null, false, null);
    }

    private OfflineStep step(OfflineStep.Kind kind) {
        var step = steps.get(kind);
        if (step == null) {
            throw new IllegalStateException("nobody takes " + kind);
        }
        return step;
    }

    /** The step was refused, with everything it wrote undone: now it is kept with the reason. */
    private Became keep(UUID sessionId, OfflineJson.Entry entry, String hash, Became refused) {
        var conflict = conflicts.idOf(entry.clientId(), entry.sequence(), hash);
        if (!claim(sessionId, entry, hash, refused.status(), refused.code(), conflict)) {
            return again(sessionId, entry, hash);
        }
        conflicts.keep(conflict, sessionId, entry, hash, refused.code());
        return new Became(refused.status(), refused.code(), false, conflict);
    }

    private boolean claim(
            UUID sessionId,
            OfflineJson.Entry entry,
            String hash,
            int status,
            @Nullable String code,
            @Nullable UUID conflict) {
        return jdbc.update(
                        "INSERT INTO offline_entry (clinic_id, client_id, sequence, session_id, kind, body_hash, status, code,"
                                + " conflict_id, person, name, occurred_at, recorded_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        clinic.get(),
                        entry.clientId(),
                        entry.sequence(),
                        sessionId,
                        entry.kind(),
                        hash,
                        status,
                        code,
                        conflict,
                        caller.get().id(),
                        caller.get().displayName(),
                        entry.occurredAt(),
                        clock.instant())
                == 1;
    }

    /** Sent before: the answer it had then; with other content both are kept. */
    private Became again(UUID sessionId, OfflineJson.Entry entry, String hash) {
        var before = jdbc.first(
                        "SELECT body_hash, status, code, conflict_id FROM offline_entry WHERE clinic_id = ?"
                                + " AND client_id = ? AND sequence = ?",
                        row -> new Before(
                                row.getString("body_hash"),
                                row.getInt("status"),
                                row.getString("code"),
                                row.getObject("conflict_id", UUID.class)),
                        clinic.get(),
                        entry.clientId(),
                        entry.sequence())
                .orElseThrow();
        if (before.hash().equals(hash)) {
            return new Became(
                    before.status() == CREATED ? OK : before.status(), before.code(), true, before.conflictId());
        }
        var differs = SessionProblem.OFFLINE_ENTRY_DIFFERS;
        var conflict = conflicts.idOf(entry.clientId(), entry.sequence(), hash);
        var first = conflicts.keep(conflict, sessionId, entry, hash, differs.name());
        return new Became(differs.status(), differs.name(), !first, conflict);
    }
}
