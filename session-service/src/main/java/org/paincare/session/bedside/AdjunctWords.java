package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Session;
import org.paincare.session.dose.Adjunct;
import org.paincare.session.dose.AdjunctFinding;
import org.paincare.session.infusion.RateChangeRules.Authority;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.plan.Formulary;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Text;
import org.paincare.session.standing.KnownStaff;

/**
 * On whose word an adjunct is given. The signed order stands for the usual dose of a drug that its protocol lists; anything
 * else is a prescriber's, with their own token or by word with read-back, countersigned within a day (reference 0.1.5).
 */
@ApplicationScoped
class AdjunctWords {

    private static final String COUNTERSIGN = "COUNTERSIGN_VERBAL_ORDER";
    private static final Set<String> BEYOND_THE_USUAL = Set.of("ADJUNCT_ABOVE_TYPICAL", "ADJUNCT_REPEATED");

    private static final Text NEEDS_ORDER = new Text(
            "El protocolo de la orden no prevé este fármaco en esta dosis: se necesita orden del prescriptor (puede ser verbal).",
            "The protocol of the order does not foresee this drug at this dose: a prescriber's order is needed (a verbal one counts).");

    private final Jdbc jdbc;
    private final SignedOrders orders;
    private final Formulary formulary;
    private final DoseChanges changes;
    private final KnownStaff staff;
    private final Tasks tasks;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;

    AdjunctWords(
            DataSource pool,
            SignedOrders orders,
            Formulary formulary,
            DoseChanges changes,
            KnownStaff staff,
            Tasks tasks,
            Language language,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller) {
        this.jdbc = new Jdbc(pool);
        this.orders = orders;
        this.formulary = formulary;
        this.changes = changes;
        this.staff = staff;
        this.tasks = tasks;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
    }

    /** The word found good, as it is kept. */
    record Kept(
            Authority authority,
            @Nullable UUID orderedBy,
            @Nullable Instant countersignBy) {}

    /** @throws Problem ADJUNCT_NEEDS_ORDER with what is missing */
    Kept require(Session session, Adjunct drug, DrugsGiven.Give asked, List<AdjunctFinding> findings, Instant at) {
        var authority = asked.authority() != null
                ? asked.authority()
                : caller.get().is(Role.PRESCRIBER) ? Authority.PRESCRIBER_ORDER : Authority.STANDING_ORDER;
        var open = authority == Authority.STANDING_ORDER
                ? standing(session, drug, findings)
                : changes.word(new DoseChanges.Word(
                        authority, asked.orderedBy(), Boolean.TRUE.equals(asked.readBack()), asked.reason()));
        if (!open.isEmpty()) {
            throw Problem.of(SessionProblem.ADJUNCT_NEEDS_ORDER).with("blockedBy", language.of(open));
        }
        return authority == Authority.VERBAL_ORDER
                ? new Kept(
                        authority,
                        asked.orderedBy(),
                        at.plus(formulary.engine().guardrails().verbalOrderCountersignedWithin()))
                : new Kept(authority, null, null);
    }

    private List<Blocked> standing(Session session, Adjunct drug, List<AdjunctFinding> findings) {
        var usual = findings.stream().noneMatch(f -> BEYOND_THE_USUAL.contains(f.code()));
        var foreseen = orders.of(session)
                .map(order -> formulary.protocol(order.order().protocolId()).adjuncts())
                .filter(adjuncts -> adjuncts.contains(drug.id()))
                .isPresent();
        return usual && foreseen
                ? List.of()
                : List.of(new Blocked(
                        "ADJUNCT_NEEDS_ORDER",
                        "REF-2.3",
                        NEEDS_ORDER,
                        org.paincare.session.reference.Role.PRESCRIBER,
                        drug.source()));
    }

    void askToCountersign(Session session, UUID drugId, Kept word) {
        if (word.countersignBy() != null) {
            tasks.raise(new Tasks.Wanted(
                    COUNTERSIGN, session.patientId(), session.id(), drugId, word.orderedBy(), word.countersignBy()));
        }
    }

    private record Verbal(UUID orderedBy) {}

    /** Who gave the verbal order signs it; again changes nothing. Call under the session's lock. */
    boolean countersign(Session session, UUID drugId, Instant now) {
        var verbal = jdbc.first(
                        "SELECT ordered_by FROM drug_given WHERE clinic_id = ? AND id = ? AND session_id = ?"
                                + " AND authority = 'VERBAL_ORDER'",
                        row -> new Verbal(row.getObject("ordered_by", UUID.class)),
                        clinic.get(),
                        drugId,
                        session.id())
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (!verbal.orderedBy().equals(staff.idOf(caller.get().id()))) {
            throw Problem.of(PlatformProblem.FORBIDDEN);
        }
        var signed = jdbc.update(
                        "INSERT INTO drug_countersignature (clinic_id, drug_id, person, name, signed_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        clinic.get(),
                        drugId,
                        caller.get().id(),
                        caller.get().displayName(),
                        now)
                == 1;
        if (signed) {
            tasks.done(
                    COUNTERSIGN,
                    drugId,
                    "countersigned",
                    caller.get().id(),
                    caller.get().displayName());
            audit.wrote(AuditEntry.of("VERBAL_ORDER_SIGNED", "drug-given", drugId, session.patientId()));
        }
        return signed;
    }
}
