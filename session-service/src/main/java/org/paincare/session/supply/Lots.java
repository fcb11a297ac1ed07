package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.ledger.Container;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.standing.ClinicProfiles;

/** Lots received and the containers they came in. */
@ApplicationScoped
class Lots {

    private static final String CONTAINERS =
            "SELECT c.id, c.number, c.lot_id, c.opened_at, c.beyond_use_at, c.quarantined,"
                    + " l.concentration, l.container_ml, l.expires_at, coalesce(b.ml, 0) AS ml"
                    + " FROM container c JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id"
                    + " LEFT JOIN ledger_balance b ON b.clinic_id = c.clinic_id AND b.kind = 'CONTAINER'"
                    + " AND b.account_id = c.id::text AND b.container_id = c.id WHERE c.clinic_id = ?";

    private static final String RESOURCE = "/v1/lots";
    private static final String WITNESS_SETTING = "LOT_RECEIPT_WITNESSED";
    private static final Blocked NO_WITNESS = new Blocked(
            "WITNESSED",
            "REF-4-LOT",
            new Text("La recepción de un lote necesita un testigo.", "The receipt of a lot needs a witness."),
            null,
            new Source("D"));

    private final Jdbc jdbc;
    private final Entries entries;
    private final Signatures signatures;
    private final Language language;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Lots(
            DataSource pool,
            Entries entries,
            Signatures signatures,
            Language language,
            ClinicProfiles clinics,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.entries = entries;
        this.signatures = signatures;
        this.language = language;
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** A container with the book's balance. */
    record Stocked(Container container, int number, Millilitres left) {}

    /** What a witness of the delivery signs. */
    @Transactional
    SupplyJson.LotPreview preview(SupplyJson.Receive asked) {
        return new SupplyJson.LotPreview(RESOURCE, hash(asked), isWitnessNeeded());
    }

    private boolean isWitnessNeeded() {
        return "true".equals(clinics.current().settings().get(WITNESS_SETTING));
    }

    /** One word a line, in a fixed order; what is received, not by whose hand it is typed. */
    private static String hash(SupplyJson.Receive asked) {
        return Signatures.hash(Stream.of(
                        "paincare-lot/1",
                        "substance=" + asked.substance(),
                        "productCode=" + asked.productCode(),
                        "registration=" + (asked.registration() == null ? "-" : asked.registration()),
                        "lotNumber=" + asked.lotNumber(),
                        "mgPerMl=" + asked.concentrationMgPerMl().text(),
                        "containerMl=" + asked.containerMl().text(),
                        "containers=" + asked.containers(),
                        "expiresOn=" + asked.expiresOn(),
                        "supplier=" + asked.supplier(),
                        "invoice=" + asked.invoice())
                .map(line -> line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                .collect(Collectors.joining("\n")));
    }

    /** @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER; LEDGER_REFUSES without one */
    private @Nullable Signature witness(SupplyJson.Receive asked) {
        if (asked.witnessSignatureId() == null) {
            if (isWitnessNeeded()) {
                throw Problem.of(SessionProblem.LEDGER_REFUSES).with("blockedBy", language.of(List.of(NO_WITNESS)));
            }
            return null;
        }
        var witness =
                signatures.require(asked.witnessSignatureId(), RESOURCE, hash(asked), Ledger.WITNESSES, Ledger.SIGNERS);
        if (witness.signedBy().equals(caller.get().id())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        return witness;
    }

    /** @throws Problem LOT_EXISTS, LEDGER_REFUSES, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER */
    @Transactional
    SupplyJson.LotView receive(SupplyJson.Receive asked) {
        var now = clock.instant();
        var id = Ids.next();
        var witness = witness(asked);
        var expiresAt = asked.expiresOn()
                .plusDays(1)
                .atStartOfDay(clinics.current().zone())
                .toInstant();
        try {
            jdbc.update(
                    "INSERT INTO lot (clinic_id, id, version, substance, product_code, registration, lot_number,"
                            + " concentration, container_ml, expires_on, expires_at, supplier, invoice, received_at,"
                            + " received_by, witness, witness_name, witness_signature)"
                            + " VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    clinic.get(),
                    id,
                    asked.substance(),
                    asked.productCode(),
                    asked.registration(),
                    asked.lotNumber(),
                    asked.concentrationMgPerMl().decimal(),
                    asked.containerMl().decimal(),
                    asked.expiresOn(),
                    expiresAt,
                    asked.supplier(),
                    asked.invoice(),
                    now,
                    caller.get().id(),
                    witness == null ? null : witness.signedBy(),
                    witness == null ? null : witness.signerName(),
                    witness == null ? null : witness.id());
        } catch (RuntimeException failure) {
            throw "lot_received_once".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SessionProblem.LOT_EXISTS)
                    : failure;
        }
        for (int number = 1; number <= asked.containers(); number++) {
            var container = new Container(
                    Ids.next(), id, asked.concentrationMgPerMl(), asked.containerMl(), expiresAt, null, null, false);
            jdbc.update(
                    "INSERT INTO container (clinic_id, id, version, lot_id, number, quarantined)"
                            + " VALUES (?, ?, 0, ?, ?, false)",
                    clinic.get(),
                    container.id(),
                    id,
                    number);
            entries.receive(container, witness, now);
        }
        audit.wrote(AuditEntry.of("LOT_RECEIVED", "lot", id));
        return get(id);
    }

    @Transactional
    List<SupplyJson.LotView> all() {
        return jdbc.list(LOTS + " ORDER BY l.id", row -> lot(row, null), clinic.get());
    }

    @Transactional
    SupplyJson.LotView get(UUID id) {
        var containers =
                jdbc.list(CONTAINERS + " AND c.lot_id = ? ORDER BY c.number", Lots::stocked, clinic.get(), id).stream()
                        .map(Lots::view)
                        .toList();
        return jdbc.first(LOTS + " AND l.id = ?", row -> lot(row, containers), clinic.get(), id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private static final String LOTS = "SELECT l.*, coalesce((SELECT sum(b.ml) FROM container c"
            + " JOIN ledger_balance b ON b.clinic_id = c.clinic_id AND b.container_id = c.id"
            + " WHERE c.clinic_id = l.clinic_id AND c.lot_id = l.id), 0) AS on_hand FROM lot l WHERE l.clinic_id = ?";

    /**
     * The container, locked: what is drawn from it is drawn one after the other.
     *
     * @throws Problem NOT_FOUND
     */
    Stocked lock(UUID containerId) {
        return jdbc.first(CONTAINERS + " AND c.id = ? FOR UPDATE OF c", Lots::stocked, clinic.get(), containerId)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** @throws Problem NOT_FOUND where the clinic lacks one of them */
    void mustHave(List<UUID> containers) {
        var wanted = Set.copyOf(containers);
        var there = jdbc.list(
                "SELECT id FROM container WHERE clinic_id = ? AND id = ANY (?)",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                wanted.toArray(UUID[]::new));
        if (there.size() < wanted.size()) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }

    /** The containers that a session was given drug from, by id. */
    Map<UUID, Container> ofSession(UUID sessionId) {
        return jdbc
                .list(
                        CONTAINERS + " AND c.id IN (SELECT container_id FROM ledger_entry WHERE clinic_id = ?"
                                + " AND session_id = ?)",
                        Lots::stocked,
                        clinic.get(),
                        clinic.get(),
                        sessionId)
                .stream()
                .map(Stocked::container)
                .collect(Collectors.toMap(Container::id, Function.identity()));
    }

    /** What a vial that was dispensed to a session is of, and how strong. */
    record Dispensed(String substance, MilligramsPerMillilitre concentration) {}

    /** What stands: a draw that was taken back was none. */
    List<Dispensed> dispensedTo(UUID sessionId) {
        return jdbc.list(
                "SELECT DISTINCT l.substance, l.concentration FROM ledger_entry e"
                        + " JOIN lot l ON l.clinic_id = e.clinic_id AND l.id = e.lot_id"
                        + " WHERE e.clinic_id = ? AND e.session_id = ? AND e.type = 'DISPENSE_TO_SESSION'"
                        + " AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM ledger_entry back"
                        + " WHERE back.clinic_id = e.clinic_id AND back.reverses = e.id)",
                row -> new Dispensed(
                        row.getString("substance"), MilligramsPerMillilitre.of(row.getBigDecimal("concentration"))),
                clinic.get(),
                sessionId);
    }

    void opened(Container container, Instant at, Instant beyondUseAt) {
        jdbc.update(
                "UPDATE container SET opened_at = ?, beyond_use_at = ?, version = version + 1"
                        + " WHERE clinic_id = ? AND id = ? AND opened_at IS NULL",
                at,
                beyondUseAt,
                clinic.get(),
                container.id());
    }

    private static Stocked stocked(ResultSet row) throws SQLException {
        return new Stocked(
                new Container(
                        row.getObject("id", UUID.class),
                        row.getObject("lot_id", UUID.class),
                        MilligramsPerMillilitre.of(row.getBigDecimal("concentration")),
                        Millilitres.of(row.getBigDecimal("container_ml")),
                        Jdbc.instant(row, "expires_at"),
                        time(row, "opened_at"),
                        time(row, "beyond_use_at"),
                        row.getBoolean("quarantined")),
                row.getInt("number"),
                Millilitres.of(row.getBigDecimal("ml")));
    }

    private static SupplyJson.ContainerView view(Stocked s) {
        var c = s.container();
        return new SupplyJson.ContainerView(
                c.id(),
                s.number(),
                s.left(),
                s.left().at(c.concentration()),
                c.openedAt(),
                c.beyondUseAt(),
                c.quarantined());
    }

    private static SupplyJson.LotView lot(ResultSet row, @Nullable List<SupplyJson.ContainerView> containers)
            throws SQLException {
        BigDecimal onHand = row.getBigDecimal("on_hand");
        return new SupplyJson.LotView(
                row.getObject("id", UUID.class),
                row.getString("substance"),
                row.getString("product_code"),
                row.getString("registration"),
                row.getString("lot_number"),
                MilligramsPerMillilitre.of(row.getBigDecimal("concentration")),
                Millilitres.of(row.getBigDecimal("container_ml")),
                row.getObject("expires_on", LocalDate.class),
                row.getString("supplier"),
                row.getString("invoice"),
                Jdbc.instant(row, "received_at"),
                row.getObject("received_by", UUID.class),
                row.getObject("witness", UUID.class),
                row.getString("witness_name"),
                Millilitres.of(onHand),
                containers);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
