package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /**
     * Books a container that was delivered: all of it comes from the supplier.
     *
     * @param witness of the whole delivery, whose signature stands with the lot
     */
    void receive(Container container, @Nullable Signature witness, Instant at) {
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
                        witness == null ? null : witness.signedBy(),
                        null,
                        at,
                        null),
                About.STOCK,
                witness == null ? null : witness.signerName(),
                null);
    }

    /**
     * What an entry belongs to beside its container.
     *
     * @param countId whose finding an adjustment books
     */
    record About(
            @Nullable UUID sessionId,
            @Nullable UUID patientId,
            @Nullable UUID countId) {

        static final About STOCK = new About(null, null, null);
    }

    /** Books an entry; the database keeps the balances and refuses what would go below zero. */
    void book(Movement entry, About about, @Nullable Signature witness) {
        book(entry, about, witness == null ? null : witness.signerName(), witness == null ? null : witness.id());
    }

    private void book(Movement entry, About about, @Nullable String witnessName, @Nullable UUID signature) {
        var previous = jdbc.first(
                        "SELECT hash FROM ledger_entry WHERE clinic_id = ? AND container_id = ? ORDER BY number DESC LIMIT 1",
                        row -> row.getString("hash"),
                        clinic.get(),
                        entry.containerId())
                .orElse(null);
        var hash = Signatures.hash(canonical(entry, signature, previous));
        jdbc.update(
                "INSERT INTO ledger_entry (clinic_id, id, type, lot_id, container_id, session_id, patient_id, from_kind,"
                        + " from_id, to_kind, to_id, ml, concentration, mg, actor, actor_name, witness, witness_name,"
                        + " witness_signature, reason, reverses, occurred_at, recorded_at, prev_hash, hash,"
                        + " count_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                entry.id(),
                entry.type(),
                entry.lotId(),
                entry.containerId(),
                about.sessionId(),
                about.patientId(),
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
                witnessName,
                signature,
                entry.reason(),
                entry.reverses(),
                entry.occurredAt(),
                clock.instant(),
                previous,
                hash,
                about.countId());
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

    /** A session's movements by the substance that moved, in the order they were booked. */
    Map<String, List<Movement>> bySubstance(UUID sessionId) {
        var found = new TreeMap<String, List<Movement>>();
        jdbc.list(
                "SELECT e.*, l.substance FROM ledger_entry e JOIN lot l ON l.clinic_id = e.clinic_id AND l.id = e.lot_id"
                        + " WHERE e.clinic_id = ? AND e.session_id = ? ORDER BY e.number",
                row -> found.computeIfAbsent(row.getString("substance"), substance -> new ArrayList<>())
                        .add(row(row).movement()),
                clinic.get(),
                sessionId);
        return found;
    }

    /** Whether what a count found was booked. */
    boolean isAdjusted(UUID countId) {
        return jdbc.first(
                        "SELECT 1 FROM ledger_entry WHERE clinic_id = ? AND count_id = ?",
                        row -> 1,
                        clinic.get(),
                        countId)
                .isPresent();
    }

    /** Everything that bears on a movement of a container's drug in a session: other substances do not. */
    List<Movement> about(UUID containerId, @Nullable UUID sessionId) {
        return jdbc
                .list(
                        SELECT
                                + " AND (container_id = ? OR session_id = ? AND lot_id IN (SELECT other.id FROM lot other"
                                + " JOIN lot own ON own.clinic_id = other.clinic_id AND own.substance = other.substance"
                                + " JOIN container c ON c.clinic_id = own.clinic_id AND c.lot_id = own.id"
                                + " WHERE other.clinic_id = ? AND c.id = ?)) ORDER BY number",
                        Entries::row,
                        clinic.get(),
                        containerId,
                        sessionId,
                        clinic.get(),
                        containerId)
                .stream()
                .map(Row::movement)
                .toList();
    }

    /** The containers that still have drug with a session, with its substance. */
    Map<UUID, String> containersIn(UUID sessionId) {
        var holding = new LinkedHashMap<UUID, String>();
        jdbc.list(
                "SELECT b.container_id, l.substance FROM ledger_balance b"
                        + " JOIN container c ON c.clinic_id = b.clinic_id AND c.id = b.container_id"
                        + " JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id"
                        + " WHERE b.clinic_id = ? AND b.kind = 'SESSION' AND b.account_id = ? AND b.ml > 0"
                        + " ORDER BY b.container_id",
                row -> holding.put(row.getObject("container_id", UUID.class), row.getString("substance")),
                clinic.get(),
                sessionId.toString());
        return holding;
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
