package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/**
 * Blind counts: what was found is kept before the book is shown, whatever it is, so that nobody counts again until it
 * fits. A variance is a discrepancy that two people explain and that an adjustment books.
 */
@ApplicationScoped
class Counts {

    static final String RESOURCE = "/v1/counts";

    private static final String SELECT = "SELECT k.*, l.id AS lot_id, l.substance, l.lot_number,"
            + " EXISTS (SELECT 1 FROM ledger_incident i WHERE i.clinic_id = k.clinic_id AND i.count_id = k.id) AS explained"
            + " FROM ledger_count k JOIN container c ON c.clinic_id = k.clinic_id AND c.id = k.container_id"
            + " JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id WHERE k.clinic_id = ?";

    private final Jdbc jdbc;
    private final Lots lots;
    private final Incidents incidents;
    private final Signatures signatures;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Counts(
            DataSource pool,
            Lots lots,
            Incidents incidents,
            Signatures signatures,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lots = lots;
        this.incidents = incidents;
        this.signatures = signatures;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * What a witness signs; never what the book says.
     *
     * @throws Problem NOT_FOUND for a container that is not there, VALIDATION_FAILED for one named twice
     */
    @Transactional
    CountJson.Preview preview(CountJson.Round asked) {
        mustNameEachOnce(asked);
        lots.mustHave(asked.items().stream().map(CountJson.Found::containerId).toList());
        return new CountJson.Preview(hash(asked));
    }

    /**
     * Keeps what was found, each container against the book of this moment.
     *
     * @throws Problem NOT_FOUND for a container that is not there, VALIDATION_FAILED for one named twice,
     *     SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    @Transactional
    CountJson.RoundView record(CountJson.Round asked) {
        mustNameEachOnce(asked);
        var witness = asked.witnessSignatureId() == null ? null : witness(asked);
        var round = Ids.next();
        var now = clock.instant();
        // By id, so that two counts at once wait for one another instead of deadlocking.
        var inOrder = asked.items().stream()
                .sorted(Comparator.comparing(CountJson.Found::containerId))
                .toList();
        for (var found : inOrder) {
            insert(round, found, lots.lock(found.containerId()), witness, now);
        }
        audit.wrote(AuditEntry.of("LEDGER_COUNTED", "count", round));
        return round(round).orElseThrow();
    }

    @Transactional
    CountJson.RoundView read(UUID round) {
        return round(round).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private Optional<CountJson.RoundView> round(UUID round) {
        var counts = jdbc.list(SELECT + " AND k.round_id = ? ORDER BY k.id", Counts::view, clinic.get(), round);
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        var counted = counts.stream().map(CountJson.View::containerId).collect(Collectors.toSet());
        var notCounted = jdbc
                .list(
                        "SELECT container_id FROM ledger_balance WHERE clinic_id = ? AND kind = 'CONTAINER' AND ml > 0"
                                + " ORDER BY container_id",
                        row -> row.getObject("container_id", UUID.class),
                        clinic.get())
                .stream()
                .filter(id -> !counted.contains(id))
                .toList();
        return Optional.of(new CountJson.RoundView(round, counts.getFirst().countedAt(), counts, notCounted));
    }

    /** The count as the ledger adjusts by it. */
    Optional<CountJson.Counted> find(UUID id) {
        return jdbc.first(SELECT + " AND k.id = ?", Counts::counted, clinic.get(), id);
    }

    @Transactional
    SupplyJson.WordsPreview preview(UUID id, SupplyJson.Words words) {
        return discrepancy(id).preview(words.explanation());
    }

    /** @throws Problem NOT_FOUND, CONFLICT where it was explained, LEDGER_REFUSES where nothing varies, as signatures do */
    @Transactional
    CountJson.View explain(UUID id, SupplyJson.Explain asked) {
        var about = discrepancy(id);
        if (incidents.isExplained(id)) {
            throw Problem.of(PlatformProblem.CONFLICT);
        }
        incidents.explain(about, asked.explanation(), asked.signatureIds());
        audit.wrote(AuditEntry.of("LEDGER_DISCREPANCY_EXPLAINED", "count", id));
        return jdbc.first(SELECT + " AND k.id = ?", Counts::view, clinic.get(), id)
                .orElseThrow();
    }

    /** Counts that vary and explained sessions, the latest first. */
    @Transactional
    List<CountJson.Incident> discrepancies(boolean openOnly) {
        var found = new ArrayList<>(jdbc.list(
                "SELECT k.id AS count_id, NULL::uuid AS session_id, i.id AS incident_id, l.substance,"
                        + " round((k.found_ml - k.book_ml) * k.concentration, 6) AS difference, i.explanation, i.signer_name,"
                        + " i.second_name, i.content_hash, k.counted_at AS at FROM ledger_count k"
                        + " JOIN container c ON c.clinic_id = k.clinic_id AND c.id = k.container_id"
                        + " JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id"
                        + " LEFT JOIN ledger_incident i ON i.clinic_id = k.clinic_id AND i.count_id = k.id"
                        + " WHERE k.clinic_id = ? AND k.found_ml <> k.book_ml AND (i.id IS NULL OR NOT ?)"
                        + " ORDER BY k.id DESC LIMIT 500",
                Counts::incident,
                clinic.get(),
                openOnly));
        if (!openOnly) {
            found.addAll(jdbc.list(
                    "SELECT NULL::uuid AS count_id, session_id, id AS incident_id, substance, difference_mg AS difference,"
                            + " explanation, signer_name, second_name, content_hash, recorded_at AS at"
                            + " FROM ledger_incident WHERE clinic_id = ? AND session_id IS NOT NULL"
                            + " ORDER BY id DESC LIMIT 500",
                    Counts::incident,
                    clinic.get()));
        }
        return List.copyOf(found);
    }

    /** Takes a container out of use, or back into it; what was drawn from it stays where it is. */
    @Transactional
    CountJson.QuarantineView quarantine(UUID containerId, CountJson.Quarantine asked) {
        lots.lock(containerId);
        var now = clock.instant();
        jdbc.update(
                "UPDATE container SET quarantined = ?, version = version + 1 WHERE clinic_id = ? AND id = ?",
                asked.quarantined(),
                clinic.get(),
                containerId);
        jdbc.update(
                "INSERT INTO container_quarantine (clinic_id, id, container_id, quarantined, reason, person, name,"
                        + " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                containerId,
                asked.quarantined(),
                asked.reason(),
                caller.get().id(),
                caller.get().displayName(),
                now);
        audit.wrote(AuditEntry.of(
                asked.quarantined() ? "CONTAINER_QUARANTINED" : "CONTAINER_RELEASED", "container", containerId));
        return new CountJson.QuarantineView(
                containerId,
                asked.quarantined(),
                asked.reason(),
                caller.get().id(),
                caller.get().displayName(),
                now);
    }

    private Incidents.Discrepancy discrepancy(UUID id) {
        var counted = find(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (counted.matches()) {
            throw Problem.of(
                    SessionProblem.LEDGER_REFUSES,
                    new Violation(
                            "/countId",
                            "NOTHING_TO_EXPLAIN",
                            new Text("The count found what the book says", "El recuento halló lo que dice el libro")));
        }
        var figures = Signatures.hash(String.join(
                "\n",
                "paincare-count/1",
                "count=" + id,
                "container=" + counted.containerId(),
                "foundMl=" + Decimals.format(counted.found()),
                "bookMl=" + Decimals.format(counted.book())));
        var mg = counted.varianceMg().stored().decimal();
        return new Incidents.Discrepancy(
                RESOURCE + "/" + id, null, id, counted.substance(), counted.foundMore() ? mg : mg.negate(), figures);
    }

    private Signature witness(CountJson.Round asked) {
        var witness =
                signatures.require(asked.witnessSignatureId(), RESOURCE, hash(asked), Ledger.WITNESSES, Ledger.SIGNERS);
        if (witness.signedBy().equals(caller.get().id())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        return witness;
    }

    private static void mustNameEachOnce(CountJson.Round asked) {
        var seen = new HashSet<UUID>();
        for (int i = 0; i < asked.items().size(); i++) {
            if (!seen.add(asked.items().get(i).containerId())) {
                throw Problem.of(
                        PlatformProblem.VALIDATION_FAILED,
                        new Violation(
                                "/items/" + i + "/containerId",
                                "REPEATED",
                                new Text("This container is named twice", "Este envase se nombra dos veces")));
            }
        }
    }

    private static String hash(CountJson.Round asked) {
        return Signatures.hash("paincare-count-round/1\n"
                + asked.items().stream()
                        .map(f -> f.containerId() + "=" + f.foundMl().text())
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }

    private void insert(
            UUID round, CountJson.Found found, Lots.Stocked stocked, @Nullable Signature witness, Instant now) {
        jdbc.update(
                "INSERT INTO ledger_count (clinic_id, id, round_id, container_id, found_ml, book_ml, concentration, note,"
                        + " person, name, witness, witness_name, witness_signature, counted_at, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                round,
                found.containerId(),
                found.foundMl().decimal(),
                stocked.left().decimal(),
                stocked.container().concentration().decimal(),
                found.note(),
                caller.get().id(),
                caller.get().displayName(),
                witness == null ? null : witness.signedBy(),
                witness == null ? null : witness.signerName(),
                witness == null ? null : witness.id(),
                now,
                now);
    }

    private static CountJson.Counted counted(ResultSet row) throws SQLException {
        return new CountJson.Counted(
                row.getObject("id", UUID.class),
                row.getObject("container_id", UUID.class),
                row.getObject("lot_id", UUID.class),
                row.getString("substance"),
                row.getBigDecimal("found_ml"),
                row.getBigDecimal("book_ml"),
                MilligramsPerMillilitre.of(row.getBigDecimal("concentration")));
    }

    private static CountJson.View view(ResultSet row) throws SQLException {
        BigDecimal ml = row.getBigDecimal("found_ml").subtract(row.getBigDecimal("book_ml"));
        var mg = ml.multiply(row.getBigDecimal("concentration")).setScale(6, java.math.RoundingMode.HALF_UP);
        return new CountJson.View(
                row.getObject("id", UUID.class),
                row.getObject("round_id", UUID.class),
                row.getObject("container_id", UUID.class),
                row.getString("substance"),
                row.getString("lot_number"),
                Millilitres.of(row.getBigDecimal("found_ml")),
                Millilitres.of(row.getBigDecimal("book_ml")),
                Decimals.format(ml),
                Decimals.format(mg),
                row.getString("note"),
                row.getObject("person", UUID.class),
                row.getString("name"),
                row.getObject("witness", UUID.class),
                row.getString("witness_name"),
                Jdbc.instant(row, "counted_at"),
                ml.signum() == 0 ? "MATCHES" : row.getBoolean("explained") ? "EXPLAINED" : "OPEN");
    }

    private static CountJson.Incident incident(ResultSet row) throws SQLException {
        var id = row.getObject("incident_id", UUID.class);
        return new CountJson.Incident(
                id == null ? "OPEN" : "EXPLAINED",
                row.getObject("count_id", UUID.class),
                row.getObject("session_id", UUID.class),
                id,
                row.getString("substance"),
                Decimals.format(row.getBigDecimal("difference")),
                row.getString("explanation"),
                row.getString("signer_name"),
                row.getString("second_name"),
                row.getString("content_hash"),
                Jdbc.instant(row, "at"));
    }
}
