package org.paincare.session.plan;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.reference.Setting;
import org.paincare.session.standing.ClinicSettled;
import org.paincare.session.standing.KnownStaff;

/**
 * Tells the others which protocols a clinic may use, each change once: what it may use from its first settings on, what its
 * policy adds or takes away, and, with the next settings, another revision that a release brought. Settings that come again,
 * as when the memory of other services is read anew, change nothing.
 */
@Singleton
class ToldProtocols {

    /** Instead of a revision, which is 1 or more. */
    private static final int NOT_IN_USE = 0;

    private final Jdbc jdbc;
    private final Formulary formulary;
    private final EnabledProtocols enabled;
    private final KnownStaff staff;
    private final Outbox outbox;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    ToldProtocols(
            DataSource pool,
            Formulary formulary,
            EnabledProtocols enabled,
            KnownStaff staff,
            Outbox outbox,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.formulary = formulary;
        this.enabled = enabled;
        this.staff = staff;
        this.outbox = outbox;
        this.clinic = clinic;
        this.clock = clock;
    }

    enum State {
        ACTIVE,
        RETIRED
    }

    /** What was told last of a protocol. */
    private record Last(String code, int revision, State state, long position) {}

    /** Event data of ProtocolChanged. */
    record Changed(
            UUID clinicId,
            UUID protocolId,
            String code,
            String version,
            int revision,
            State state,
            String route,
            Setting setting,
            Phase phase,
            int sessionsPlanned,
            int intervalDays,
            @Nullable MilligramsPerKilogram doseMgPerKg,
            @Nullable Milligrams doseMg,
            @Nullable MilligramsPerKilogramPerHour rateMgPerKgPerHour,
            @Nullable Long durationMinutes,
            @Nullable MilligramsPerKilogramPerHour ceilingMgPerKgPerHour,
            @Nullable UUID signedBy,
            Instant occurredAt) {}

    /** The settings of a clinic are taken in one after the other: the inbox holds its stream meanwhile. */
    void compare(@Observes ClinicSettled settled) {
        var before = told();
        if (before.values().stream().anyMatch(last -> last.position() >= settled.position())) {
            return;
        }
        for (var protocol : formulary.protocols().protocols()) {
            var last = before.get(protocol.id());
            var told = last != null && last.state() == State.ACTIVE ? last.revision() : NOT_IN_USE;
            var now = enabled.isOffered(protocol) ? protocol.revision() : NOT_IN_USE;
            if (now != told) {
                tell(protocol, now == NOT_IN_USE ? State.RETIRED : State.ACTIVE, settled);
            }
        }
        jdbc.update("UPDATE told_protocol SET position = ? WHERE clinic_id = ?", settled.position(), clinic.get());
    }

    private Map<String, Last> told() {
        return jdbc
                .list(
                        "SELECT code, revision, state, position FROM told_protocol WHERE clinic_id = ?",
                        row -> new Last(
                                row.getString("code"),
                                row.getInt("revision"),
                                State.valueOf(row.getString("state")),
                                row.getLong("position")),
                        clinic.get())
                .stream()
                .collect(Collectors.toMap(Last::code, last -> last));
    }

    private void tell(Protocol protocol, State state, ClinicSettled settled) {
        var signer = protocol.enabledWith() == null || settled.policySignedBy() == null
                ? null
                : staff.idOf(settled.policySignedBy());
        var now = clock.instant();
        jdbc.update(
                "INSERT INTO told_protocol (clinic_id, code, version, revision, state, policy_version, signed_by, told_at,"
                        + " position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, code) DO UPDATE SET"
                        + " version = excluded.version, revision = excluded.revision, state = excluded.state,"
                        + " policy_version = excluded.policy_version, signed_by = excluded.signed_by,"
                        + " told_at = excluded.told_at, position = excluded.position",
                clinic.get(),
                protocol.id(),
                formulary.eventVersion(),
                protocol.revision(),
                state.name(),
                settled.policyVersion(),
                signer,
                now,
                settled.position());
        outbox.append(OutgoingEvent.of(
                        "ProtocolChanged", clinic.get(), now, changed(protocol, state, signer, settled.since()))
                .causedBy(settled.cause()));
    }

    private Changed changed(Protocol protocol, State state, @Nullable UUID signer, Instant since) {
        var start = PlanStart.of(protocol);
        var infusion = protocol.infusion();
        var nasal = protocol.intranasal();
        return new Changed(
                clinic.get(),
                Formulary.eventId(protocol),
                protocol.id(),
                formulary.eventVersion(),
                protocol.revision(),
                state,
                protocol.route() == Route.INTRANASAL ? "INTRANASAL" : "INTRAVENOUS",
                start.setting(),
                start.phase(),
                start.sessions(),
                start.intervalDays(),
                start.dose(),
                nasal == null
                        ? null
                        : new Milligrams(nasal.perSpray().exact().times(Fraction.of(nasal.spraysPerUse()))),
                start.rate(),
                start.duration() == null ? null : start.duration().toMinutes(),
                infusion == null ? null : infusion.ceiling(),
                signer,
                since);
    }
}
