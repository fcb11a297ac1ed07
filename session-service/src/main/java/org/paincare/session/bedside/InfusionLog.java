package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.infusion.InfusionEntry;
import org.paincare.session.infusion.InfusionRecord;
import org.paincare.session.infusion.RateChangeRules;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/** The append-only series of each infusion. Written under the session's lock. */
@ApplicationScoped
class InfusionLog {

    private static final String SELECT = "SELECT e.*, v.person AS countersigned_by FROM infusion_entry e"
            + " LEFT JOIN verbal_countersignature v ON v.clinic_id = e.clinic_id AND v.entry_id = e.id"
            + " WHERE e.clinic_id = ? AND e.session_id = ? ORDER BY e.number";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    InfusionLog(DataSource pool, CurrentClinic clinic, CurrentCaller caller, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** On whose word something was done, and why. */
    record Word(
            RateChangeRules.@Nullable Authority authority,
            @Nullable UUID orderedBy,
            @Nullable Instant countersignBy,
            @Nullable String reason,
            @Nullable Signature second) {

        static Word because(@Nullable String reason) {
            return new Word(null, null, null, reason, null);
        }
    }

    InfusionRecord read(UUID sessionId, MilligramsPerMillilitre concentration) {
        return new InfusionRecord(concentration, jdbc.list(SELECT, InfusionLog::entry, clinic.get(), sessionId));
    }

    List<InfusionJson.EntryView> views(UUID sessionId) {
        return jdbc.list(SELECT, InfusionLog::view, clinic.get(), sessionId);
    }

    /**
     * Adds an entry to what was read.
     *
     * @throws Problem INFUSION_SEQUENCE where it would tell a story that cannot have happened
     */
    InfusionRecord append(UUID sessionId, InfusionRecord before, InfusionEntry entry, Word word) {
        before.check(entry).ifPresent(refusal -> {
            throw Problem.of(SessionProblem.INFUSION_SEQUENCE).with("refusal", refusal);
        });
        jdbc.update(
                "INSERT INTO infusion_entry (clinic_id, id, session_id, number, kind, rate_ml_per_hour, volume_ml, authority,"
                        + " ordered_by, countersign_by, reason, person, name, occurred_at, recorded_at, co_signature,"
                        + " co_signed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                sessionId,
                before.entries().size() + 1,
                kind(entry),
                rate(entry),
                volume(entry),
                word.authority(),
                word.orderedBy(),
                word.countersignBy(),
                word.reason(),
                caller.get().id(),
                caller.get().displayName(),
                entry.occurredAt(),
                clock.instant(),
                word.second() == null ? null : word.second().id(),
                word.second() == null ? null : word.second().signedBy());
        return before.with(entry);
    }

    /** What boluses gave on the standing order. */
    Milligrams standingBoluses(UUID sessionId, MilligramsPerMillilitre concentration) {
        return jdbc.first(
                        "SELECT coalesce(sum(volume_ml), 0) AS ml FROM infusion_entry WHERE clinic_id = ? AND session_id = ?"
                                + " AND kind = 'BOLUS' AND authority = 'STANDING_ORDER'",
                        row -> Millilitres.of(row.getBigDecimal("ml")),
                        clinic.get(),
                        sessionId)
                .orElseThrow()
                .at(concentration);
    }

    /** The id of the entry added last. */
    UUID last(UUID sessionId) {
        return jdbc.first(
                        "SELECT id FROM infusion_entry WHERE clinic_id = ? AND session_id = ? ORDER BY number DESC LIMIT 1",
                        row -> row.getObject("id", UUID.class),
                        clinic.get(),
                        sessionId)
                .orElseThrow();
    }

    /** The prescriber behind a verbal order signs it; true unless it was signed before. */
    boolean countersign(UUID entryId) {
        return jdbc.update(
                        "INSERT INTO verbal_countersignature (clinic_id, entry_id, person, name, signed_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        clinic.get(),
                        entryId,
                        caller.get().id(),
                        caller.get().displayName(),
                        clock.instant())
                == 1;
    }

    /** Who gave the verbal order of an entry, and in which session. */
    java.util.Optional<Verbal> verbal(UUID entryId) {
        return jdbc.first(
                "SELECT session_id, ordered_by FROM infusion_entry WHERE clinic_id = ? AND id = ?"
                        + " AND authority = 'VERBAL_ORDER'",
                row -> new Verbal(row.getObject("session_id", UUID.class), row.getObject("ordered_by", UUID.class)),
                clinic.get(),
                entryId);
    }

    record Verbal(UUID sessionId, UUID orderedBy) {}

    private static String kind(InfusionEntry entry) {
        return switch (entry) {
            case InfusionEntry.Start start -> "START";
            case InfusionEntry.RateChange change -> "RATE_CHANGE";
            case InfusionEntry.Pause pause -> "PAUSE";
            case InfusionEntry.Resume resume -> "RESUME";
            case InfusionEntry.Bolus bolus -> "BOLUS";
            case InfusionEntry.Stop stop -> "STOP";
        };
    }

    private static @Nullable BigDecimal rate(InfusionEntry entry) {
        return switch (entry) {
            case InfusionEntry.Start start -> start.rate().decimal();
            case InfusionEntry.RateChange change -> change.rate().decimal();
            default -> null;
        };
    }

    private static @Nullable BigDecimal volume(InfusionEntry entry) {
        return switch (entry) {
            case InfusionEntry.Bolus bolus -> bolus.volume().decimal();
            case InfusionEntry.Stop stop ->
                stop.pumpVolume() == null ? null : stop.pumpVolume().decimal();
            default -> null;
        };
    }

    private static InfusionEntry entry(ResultSet row) throws SQLException {
        var at = Jdbc.instant(row, "occurred_at");
        var by = row.getObject("person", UUID.class);
        var rate = row.getBigDecimal("rate_ml_per_hour");
        var volume = row.getBigDecimal("volume_ml");
        return switch (row.getString("kind")) {
            case "START" -> new InfusionEntry.Start(at, by, MillilitresPerHour.of(rate));
            case "RATE_CHANGE" -> new InfusionEntry.RateChange(at, by, MillilitresPerHour.of(rate));
            case "PAUSE" -> new InfusionEntry.Pause(at, by);
            case "RESUME" -> new InfusionEntry.Resume(at, by);
            case "BOLUS" -> new InfusionEntry.Bolus(at, by, Millilitres.of(volume));
            case "STOP" -> new InfusionEntry.Stop(at, by, volume == null ? null : Millilitres.of(volume));
            case String other -> throw new IllegalStateException("an infusion has no entry " + other);
        };
    }

    private static InfusionJson.EntryView view(ResultSet row) throws SQLException {
        var rate = row.getBigDecimal("rate_ml_per_hour");
        var volume = row.getBigDecimal("volume_ml");
        var countersignBy = row.getObject("countersign_by", OffsetDateTime.class);
        return new InfusionJson.EntryView(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                rate == null ? null : MillilitresPerHour.of(rate),
                volume == null ? null : Millilitres.of(volume),
                row.getString("authority"),
                row.getObject("ordered_by", UUID.class),
                countersignBy == null ? null : countersignBy.toInstant(),
                row.getObject("countersigned_by", UUID.class),
                row.getObject("co_signed_by", UUID.class),
                row.getString("reason"),
                row.getObject("person", UUID.class),
                row.getString("name"),
                Jdbc.instant(row, "occurred_at"),
                Jdbc.instant(row, "recorded_at"));
    }
}
