package org.paincare.session.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.dose.DoseHistory;
import org.paincare.session.dose.HomeUse;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.standing.KnownPatients;

/** Keeps what each session gave and counts it over every id of the person. Call inside a transaction. */
@ApplicationScoped
public class DoseHistories {

    /** Stands for no session: a preview of a plan. */
    private static final UUID NO_SESSION = new UUID(0, 0);

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final KnownPatients patients;

    DoseHistories(DataSource pool, CurrentClinic clinic, KnownPatients patients) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.patients = patients;
    }

    /** Stands for no plan: sprays taken at home without an order. */
    private static final UUID NO_PLAN = new UUID(0, 0);

    /** Uses at home that no correction stands for. */
    private static final String HOME_USES =
            " FROM home_dose d WHERE clinic_id = ? AND patient_id = ANY (?) AND sprays > 0"
                    + " AND NOT EXISTS (SELECT 1 FROM home_dose later WHERE later.clinic_id = d.clinic_id"
                    + " AND later.supersedes = d.id)";

    private record Row(DoseHistory.Given given, @Nullable Kilograms weight) {}

    /** The history that an order for {@code session} (null for none yet) in the series of {@code plan} is judged with. */
    public DoseHistory of(UUID patient, @Nullable UUID session, UUID plan, Instant at, ZoneId zone) {
        var ids = patients.aliases(patient).toArray(UUID[]::new);
        var rows = new ArrayList<>(jdbc.list(
                "SELECT session_id, plan_id, started_at, given_mg, weight_kg FROM dose_given"
                        + " WHERE clinic_id = ? AND patient_id = ANY (?)",
                row -> new Row(
                        new DoseHistory.Given(
                                row.getObject("session_id", UUID.class),
                                row.getObject("plan_id", UUID.class),
                                Jdbc.instant(row, "started_at"),
                                Milligrams.of(row.getBigDecimal("given_mg"))),
                        Kilograms.of(row.getBigDecimal("weight_kg"))),
                clinic.get(),
                ids));
        rows.addAll(jdbc.list("SELECT *" + HOME_USES, DoseHistories::atHome, clinic.get(), ids));
        var lastWeight = rows.stream()
                .filter(row -> row.weight() != null)
                .filter(row -> !row.given().sessionId().equals(session))
                .filter(row -> row.given().startedAt().isBefore(at))
                .max(Comparator.comparing(row -> row.given().startedAt()))
                .map(Row::weight)
                .orElse(null);
        return DoseHistory.of(
                rows.stream().map(Row::given).toList(),
                session == null ? NO_SESSION : session,
                plan,
                at,
                zone,
                lastWeight);
    }

    private static Row atHome(ResultSet row) throws SQLException {
        var plan = row.getObject("plan_id", UUID.class);
        return new Row(
                new DoseHistory.Given(
                        row.getObject("id", UUID.class),
                        plan == null ? NO_PLAN : plan,
                        Jdbc.instant(row, "taken_at"),
                        Milligrams.of(row.getBigDecimal("mg")),
                        true),
                null);
    }

    /** What the person took at home from one time to another, a correction in place of what it corrects. */
    public List<HomeUse> homeUses(UUID patient, Instant from, Instant to) {
        return jdbc.list(
                "SELECT *" + HOME_USES + " AND taken_at BETWEEN ? AND ? ORDER BY taken_at, id",
                row -> new HomeUse(
                        row.getObject("id", UUID.class),
                        Jdbc.instant(row, "taken_at"),
                        row.getInt("sprays"),
                        Milligrams.of(row.getBigDecimal("mg"))),
                clinic.get(),
                patients.aliases(patient).toArray(UUID[]::new),
                from,
                to);
    }

    /**
     * Makes the starts of one person's sessions follow each other, under whatever id: each is judged with what the one
     * before has begun. Held until the transaction ends; taken after the session's own lock.
     */
    public void lock(UUID patient) {
        var person = patients.canonical(patient);
        jdbc.list(
                "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> 0,
                "dose/" + clinic.get() + "/" + person);
    }

    /** Whether another session of the person runs, under whatever id. */
    public boolean runsElsewhere(UUID patient, UUID session) {
        return jdbc.first(
                        "SELECT 1 FROM session WHERE clinic_id = ? AND patient_id = ANY (?) AND id <> ?"
                                + " AND state IN ('INFUSING', 'PAUSED') LIMIT 1",
                        row -> 1,
                        clinic.get(),
                        patients.aliases(patient).toArray(UUID[]::new),
                        session)
                .isPresent();
    }

    /** Sets what a session has given so far. */
    public void record(UUID session, UUID patient, UUID plan, Instant startedAt, Milligrams given, Kilograms weight) {
        jdbc.update(
                "INSERT INTO dose_given (clinic_id, session_id, patient_id, plan_id, started_at, given_mg, weight_kg)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, session_id) DO UPDATE SET"
                        + " given_mg = excluded.given_mg",
                clinic.get(),
                session,
                patient,
                plan,
                startedAt,
                given.decimal(),
                weight.decimal());
    }

    /** What a session has given so far; zero where nothing was. */
    public Milligrams given(UUID session) {
        return jdbc.first(
                        "SELECT given_mg FROM dose_given WHERE clinic_id = ? AND session_id = ?",
                        row -> Milligrams.of(row.getBigDecimal("given_mg")),
                        clinic.get(),
                        session)
                .orElse(Milligrams.ZERO);
    }

    /** How many sessions of a plan gave something, and when the last of them began. */
    public Series series(UUID plan) {
        return jdbc.first(
                        "SELECT count(*) AS given, max(started_at) AS last FROM dose_given"
                                + " WHERE clinic_id = ? AND plan_id = ? AND given_mg > 0",
                        row -> new Series(
                                row.getInt("given"), row.getObject("last") == null ? null : Jdbc.instant(row, "last")),
                        clinic.get(),
                        plan)
                .orElseThrow();
    }

    public record Series(int sessionsGiven, @Nullable Instant lastStartedAt) {}
}
