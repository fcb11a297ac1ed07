package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.dose.Preparation;
import org.paincare.session.ledger.LedgerPolicy;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.plan.Formulary;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.treatment.SessionState;

/** What is drawn up for a session; the latest counts, for the order as it was when it was drawn up. */
@ApplicationScoped
class Preparations implements Evidence.Source {

    private static final String SELECT = "SELECT * FROM preparation WHERE clinic_id = ?";
    private static final Text EDITED =
            new Text("La orden cambió después de preparar.", "The order changed after it was prepared.");
    private static final Text ANOTHER_VIAL = new Text(
            "El vial entregado para la sesión tiene otra concentración que la preparación.",
            "The vial dispensed to the session is of another strength than the preparation.");

    private final LedgerPolicy policy = LedgerPolicy.builtIn();
    private final Jdbc jdbc;
    private final Lots lots;
    private final Formulary formulary;
    private final SignedOrders orders;
    private final Lifecycle lifecycle;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Preparations(
            DataSource pool,
            Lots lots,
            Formulary formulary,
            SignedOrders orders,
            Lifecycle lifecycle,
            Language language,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lots = lots;
        this.formulary = formulary;
        this.orders = orders;
        this.lifecycle = lifecycle;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    private record Row(
            UUID id,
            UUID sessionId,
            UUID orderId,
            String orderHash,
            Preparation content,
            String diluent,
            Instant preparedAt,
            @Nullable Instant checkedAt) {}

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        evidence.preparationChecked(
                latest(session.id()).filter(p -> open(session, p, at).isEmpty()).isPresent());
    }

    private List<Blocked> open(Session session, Row p, Instant at) {
        var open = new ArrayList<>(orders.of(session)
                .filter(order -> order.hash().equals(p.orderHash()))
                .map(order -> p.content().check(order.order(), at))
                .orElse(List.of(blocked("PREPARATION_NOT_AS_ORDERED", EDITED))));
        if (isOfAnotherVial(session, p)) {
            open.add(blocked("PREPARATION_NOT_AS_DISPENSED", ANOTHER_VIAL));
        }
        return List.copyOf(open);
    }

    /** Whether every vial that the ledger dispensed of the infused drug is of another strength than two people wrote down. */
    private boolean isOfAnotherVial(Session session, Row p) {
        var infused = lots.dispensedTo(session.id()).stream()
                .filter(vial -> formulary.adjuncts().find(vial.substance()).isEmpty())
                .toList();
        return !infused.isEmpty()
                && infused.stream()
                        .noneMatch(
                                vial -> vial.concentration().equals(p.content().vialConcentration()));
    }

    private static Blocked blocked(String code, Text message) {
        return new Blocked(code, "REF-0.1.9", message, null, new Source("REF01"));
    }

    @Transactional
    SupplyJson.PreparationView prepare(UUID sessionId, SupplyJson.Prepare asked) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "PREPARE", SessionState.CHECKED_IN, SessionState.PRECHECK, SessionState.READY);
        var order = orders.of(session)
                .orElseThrow(() -> Problem.of(SessionProblem.ORDER_STATE).with("currentState", "NONE"));
        if (asked.drawnMl().isZero()) {
            throw Problem.of(PlatformProblem.VALIDATION_FAILED);
        }
        var now = clock.instant();
        var id = Ids.next();
        jdbc.update(
                "INSERT INTO preparation (clinic_id, id, version, session_id, order_id, order_hash, vial_concentration,"
                        + " drawn_ml, diluent_ml, labelled, priming_ml, diluent, prepared_by, prepared_name, prepared_at,"
                        + " beyond_use_at) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                id,
                sessionId,
                order.orderId(),
                order.hash(),
                asked.vialConcentrationMgPerMl().decimal(),
                asked.drawnMl().decimal(),
                asked.diluentMl().decimal(),
                asked.labelledMgPerMl().decimal(),
                asked.primingMl().decimal(),
                asked.diluent(),
                caller.get().id(),
                caller.get().displayName(),
                now,
                now.plus(Duration.ofMinutes(asked.beyondUseMinutes())));
        lots.ofSession(sessionId).values().stream()
                .filter(c -> c.openedAt() == null)
                .forEach(c -> lots.opened(c, now, policy.beyondUse(now, c.expiresAt())));
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DRUG_PREPARED", "preparation", id, session.patientId()));
        return view(id);
    }

    /**
     * A second person reads vial and label.
     *
     * @throws Problem SAME_PERSON, PUMP_CHECK_DIFFERS where they read something else than is recorded
     */
    @Transactional
    SupplyJson.PreparationView check(UUID id, SupplyJson.Check read) {
        var p = get(id);
        var session = lifecycle.lock(p.sessionId());
        var c = get(id).content();
        if (c.preparedBy().equals(caller.get().id())) {
            throw Problem.of(SessionProblem.SAME_PERSON);
        }
        if (!read.vialConcentrationMgPerMl().equals(c.vialConcentration())
                || !read.labelledMgPerMl().equals(c.labelled())) {
            throw Problem.of(SessionProblem.PREPARATION_CHECK_DIFFERS);
        }
        jdbc.update(
                "UPDATE preparation SET checked_by = ?, checked_name = ?, checked_at = ?, version = version + 1"
                        + " WHERE clinic_id = ? AND id = ?",
                caller.get().id(),
                caller.get().displayName(),
                clock.instant(),
                clinic.get(),
                id);
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("PREPARATION_CHECKED", "preparation", id, session.patientId()));
        return view(id);
    }

    private SupplyJson.PreparationView view(UUID id) {
        var p = get(id);
        var c = p.content();
        return new SupplyJson.PreparationView(
                id,
                p.sessionId(),
                p.orderId(),
                c.vialConcentration(),
                c.drawn(),
                c.diluent(),
                c.labelled(),
                c.priming(),
                p.diluent(),
                c.preparedBy(),
                p.preparedAt(),
                c.beyondUseAt(),
                c.checkedBy(),
                p.checkedAt(),
                language.of(open(lifecycle.find(p.sessionId()), p, clock.instant())));
    }

    private Row get(UUID id) {
        return jdbc.first(SELECT + " AND id = ?", Preparations::row, clinic.get(), id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private Optional<Row> latest(UUID sessionId) {
        return jdbc.first(
                SELECT + " AND session_id = ? ORDER BY id DESC LIMIT 1", Preparations::row, clinic.get(), sessionId);
    }

    private static Row row(ResultSet row) throws SQLException {
        var checkedAt = row.getObject("checked_at", OffsetDateTime.class);
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("order_hash"),
                new Preparation(
                        MilligramsPerMillilitre.of(row.getBigDecimal("vial_concentration")),
                        Millilitres.of(row.getBigDecimal("drawn_ml")),
                        Millilitres.of(row.getBigDecimal("diluent_ml")),
                        MilligramsPerMillilitre.of(row.getBigDecimal("labelled")),
                        Millilitres.of(row.getBigDecimal("priming_ml")),
                        row.getObject("prepared_by", UUID.class),
                        row.getObject("checked_by", UUID.class),
                        Jdbc.instant(row, "beyond_use_at")),
                row.getString("diluent"),
                Jdbc.instant(row, "prepared_at"),
                checkedAt == null ? null : checkedAt.toInstant());
    }
}
