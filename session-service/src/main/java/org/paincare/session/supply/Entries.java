package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.ledger.Account;
import org.paincare.session.ledger.Container;
import org.paincare.session.ledger.EventType;
import org.paincare.session.ledger.Movement;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/** The ledger's rows. Each carries the hash of the one before it of its container, so that a gap shows. */
@ApplicationScoped
class Entries {

    private static final String SELECT = "SELECT * FROM ledger_entry WHERE clinic_id = ?";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Entries(DataSource pool, CurrentClinic clinic, CurrentCaller caller, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** Books a container that was delivered: all of it comes from the supplier. */
    void receive(Container container, Instant at) {
        book(
                new Movement(
                        Ids.next(),
                        EventType.RECEIVE,
                        container.lotId(),
                        container.id(),
                        new Account(Account.Kind.SUPPLIER, container.lotId().toString()),
                        new Account(Account.Kind.CONTAINER, container.id().toString()),
                        container.size(),
                        container.concentration(),
                        caller.get().id(),
                        null,
                        null,
                        at,
                        null),
                null,
                null,
                null);
    }

    /** Books an entry; the database keeps the balances and refuses what would go below zero. */
    void book(Movement entry, @Nullable UUID sessionId, @Nullable UUID patientId, @Nullable Signature witness) {
        var previous = jdbc.first(
                        "SELECT hash FROM ledger_entry WHERE clinic_id = ? AND container_id = ? ORDER BY number DESC LIMIT 1",
                        row -> row.getString("hash"),
                        clinic.get(),
                        entry.containerId())
                .orElse(null);
        var signature = witness == null ? null : witness.id();
        var hash = Signatures.hash(canonical(entry, signature, previous));
        jdbc.update(
                "INSERT INTO ledger_entry (clinic_id, id, type, lot_id, container_id, session_id, patient_id, from_kind,"
                        + " from_id, to_kind, to_id, ml, concentration, mg, actor, actor_name, witness, witness_name,"
                        + " witness_signature, reason, reverses, occurred_at, recorded_at, prev_hash, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                entry.id(),
                entry.type(),
                entry.lotId(),
                entry.containerId(),
                sessionId,
                patientId,
                entry.from().kind(),
                entry.from().id(),
                entry.to().kind(),
                entry.to().id(),
                entry.volume().decimal(),
                entry.concentration().decimal(),
                entry.volume().decimal().multiply(entry.concentration().decimal()),
                entry.actor(),
                caller.get().displayName(),
                entry.witness(),
                witness == null ? null : witness.signerName(),
                signature,
                entry.reason(),
                entry.reverses(),
                entry.occurredAt(),
                clock.instant(),
                previous,
                hash);
    }

    private static String canonical(Movement e, @Nullable UUID signature, @Nullable String previous) {
        return String.join(
                "\n",
                "paincare-ledger-entry/2",
                "previous=" + (previous == null ? "-" : previous),
                "id=" + e.id(),
                "type=" + e.type(),
                "container=" + e.containerId(),
                "from=" + e.from().kind() + ":" + e.from().id(),
                "to=" + e.to().kind() + ":" + e.to().id(),
                "ml=" + e.volume().text(),
                "mgPerMl=" + e.concentration().text(),
                "actor=" + e.actor(),
                "witness=" + (e.witness() == null ? "-" : e.witness()),
                "witnessSignature=" + (signature == null ? "-" : signature),
                "reverses=" + (e.reverses() == null ? "-" : e.reverses()),
                "at=" + e.occurredAt());
    }

    Optional<Row> find(UUID id) {
        return jdbc.first(SELECT + " AND id = ?", Entries::row, clinic.get(), id);
    }

    List<Row> ofSession(UUID sessionId) {
        return jdbc.list(SELECT + " AND session_id = ? ORDER BY number", Entries::row, clinic.get(), sessionId);
    }

    /** Everything that bears on a movement of a container's drug in a session. */
    List<Movement> about(UUID containerId, @Nullable UUID sessionId) {
        return jdbc
                .list(
                        SELECT + " AND (container_id = ? OR session_id = ?) ORDER BY number",
                        Entries::row,
                        clinic.get(),
                        containerId,
                        sessionId)
                .stream()
                .map(Row::movement)
                .toList();
    }

    /** The containers that still have drug with a session. */
    List<UUID> containersIn(UUID sessionId) {
        return jdbc.list(
                "SELECT container_id FROM ledger_balance WHERE clinic_id = ? AND kind = 'SESSION' AND account_id = ?"
                        + " AND ml > 0 ORDER BY container_id",
                row -> row.getObject("container_id", UUID.class),
                clinic.get(),
                sessionId.toString());
    }

    /** An entry with who is behind it. */
    record Row(
            Movement movement,
            @Nullable UUID sessionId,
            @Nullable UUID patientId,
            String actorName,
            @Nullable String witnessName,
            @Nullable UUID witnessSignatureId,
            Instant recordedAt) {

        SupplyJson.Entry view() {
            var m = movement;
            return new SupplyJson.Entry(
                    m.id(),
                    m.type(),
                    m.lotId(),
                    m.containerId(),
                    sessionId,
                    m.from().kind().name(),
                    m.to().kind().name(),
                    m.volume(),
                    m.mg(),
                    m.actor(),
                    actorName,
                    m.witness(),
                    witnessName,
                    witnessSignatureId,
                    m.reason(),
                    m.reverses(),
                    m.occurredAt(),
                    recordedAt);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Movement(
                        row.getObject("id", UUID.class),
                        EventType.valueOf(row.getString("type")),
                        row.getObject("lot_id", UUID.class),
                        row.getObject("container_id", UUID.class),
                        new Account(Account.Kind.valueOf(row.getString("from_kind")), row.getString("from_id")),
                        new Account(Account.Kind.valueOf(row.getString("to_kind")), row.getString("to_id")),
                        Millilitres.of(row.getBigDecimal("ml")),
                        MilligramsPerMillilitre.of(row.getBigDecimal("concentration")),
                        row.getObject("actor", UUID.class),
                        row.getObject("witness", UUID.class),
                        row.getString("reason"),
                        Jdbc.instant(row, "occurred_at"),
                        row.getObject("reverses", UUID.class)),
                row.getObject("session_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("actor_name"),
                row.getString("witness_name"),
                row.getObject("witness_signature", UUID.class),
                Jdbc.instant(row, "recorded_at"));
    }
}
