package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.treatment.SessionContext;
import org.paincare.session.treatment.SessionState;

/**
 * The pump is set by one person and read back by another; both numbers, and the order's, must be the same. A check counts
 * for the order as it was: any edit asks for a new one.
 */
@ApplicationScoped
class Pump implements Evidence.Source {

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final SignedOrders orders;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Pump(
            DataSource pool,
            Lifecycle lifecycle,
            SignedOrders orders,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.orders = orders;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    private record Reading(
            String step,
            @Nullable String orderHash,
            @Nullable BigDecimal rate,
            BigDecimal volume,
            UUID person) {}

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        var hash = orders.of(session).map(SignedOrders.InForce::hash).orElse("-");
        var set = last(session.id(), "SET").filter(r -> hash.equals(r.orderHash()));
        var check = last(session.id(), "CHECK").filter(r -> hash.equals(r.orderHash()));
        if (set.isPresent() && check.isPresent() && agree(set.get(), check.get())) {
            evidence.pumpCheck(
                    new SessionContext.PumpCheck(set.get().person(), check.get().person()));
        }
    }

    private static boolean agree(Reading set, Reading check) {
        return set.volume().compareTo(check.volume()) == 0
                && set.rate() != null
                && check.rate() != null
                && set.rate().compareTo(check.rate()) == 0;
    }

    /** @throws Problem ORDER_STATE without a signed order, PUMP_CHECK_DIFFERS, SAME_PERSON, STATE_DOES_NOT_ALLOW */
    @Transactional
    void read(UUID sessionId, InfusionJson.PumpCheck read) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "PUMP_CHECK", SessionState.PRECHECK, SessionState.READY);
        var order = orders.of(session)
                .orElseThrow(() -> Problem.of(SessionProblem.ORDER_STATE).with("currentState", "NONE"));
        var ordered = order.order().stated().pumpRateMlPerHour();
        if (ordered != null && !ordered.equals(read.rateMlPerHour())) {
            throw Problem.of(SessionProblem.PUMP_CHECK_DIFFERS);
        }
        if (read.step() == InfusionJson.PumpStep.CHECK) {
            var set = last(sessionId, "SET")
                    .filter(r -> order.hash().equals(r.orderHash()))
                    .orElseThrow(() -> Problem.of(SessionProblem.PUMP_CHECK_DIFFERS));
            if (set.person().equals(caller.get().id())) {
                throw Problem.of(SessionProblem.SAME_PERSON);
            }
            if (set.volume().compareTo(read.volumeMl().decimal()) != 0
                    || set.rate() == null
                    || set.rate().compareTo(read.rateMlPerHour().decimal()) != 0) {
                throw Problem.of(SessionProblem.PUMP_CHECK_DIFFERS);
            }
        }
        insert(
                sessionId,
                read.step().name(),
                order.hash(),
                read.rateMlPerHour().decimal(),
                read.volumeMl().decimal());
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("PUMP_" + read.step(), "session", sessionId, session.patientId()));
    }

    /** What the display said the pump gave in all. */
    void ended(UUID sessionId, Millilitres volume) {
        insert(sessionId, "END", null, null, volume.decimal());
    }

    Optional<Millilitres> endVolume(UUID sessionId) {
        return last(sessionId, "END").map(r -> Millilitres.of(r.volume()));
    }

    private void insert(
            UUID sessionId, String step, @Nullable String hash, @Nullable BigDecimal rate, BigDecimal volume) {
        jdbc.update(
                "INSERT INTO pump_reading (clinic_id, id, session_id, step, order_hash, rate_ml_per_hour, volume_ml, person,"
                        + " name, read_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                sessionId,
                step,
                hash,
                rate,
                volume,
                caller.get().id(),
                caller.get().displayName(),
                clock.instant());
    }

    private Optional<Reading> last(UUID sessionId, String step) {
        return jdbc.first(
                "SELECT * FROM pump_reading WHERE clinic_id = ? AND session_id = ? AND step = ? ORDER BY id DESC LIMIT 1",
                row -> new Reading(
                        row.getString("step"),
                        row.getString("order_hash"),
                        row.getBigDecimal("rate_ml_per_hour"),
                        row.getBigDecimal("volume_ml"),
                        row.getObject("person", UUID.class)),
                clinic.get(),
                sessionId,
                step);
    }
}
