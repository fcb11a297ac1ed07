package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.reference.Text;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;
import org.paincare.session.standing.PatientService.Reply;
import org.paincare.session.standing.StopFact;
import org.paincare.session.treatment.SessionContext;

/**
 * Whether the patient may be treated today: what patient-service answered last for this session, or, where it did not
 * answer, what is remembered here. What is known here to forbid treatment counts either way.
 */
@ApplicationScoped
class Standings implements Evidence.Source {

    private static final Text RULE =
            new Text("La regla {rule} impide tratar hoy.", "Rule {rule} stands in the way of treatment today.");

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final ClinicProfiles clinics;
    private final KnownPatients patients;
    private final InstantSource clock;

    Standings(
            DataSource pool,
            CurrentClinic clinic,
            ClinicProfiles clinics,
            KnownPatients patients,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.clinics = clinics;
        this.patients = patients;
        this.clock = clock;
    }

    /** Keeps an answer, or that there was none, with the session it was asked for. */
    void record(UUID sessionId, Reply reply) {
        var given = reply instanceof Reply.Given g ? g : null;
        jdbc.update(
                "INSERT INTO standing_asked (clinic_id, id, session_id, decision, blocking, stop_facts, no_answer, asked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                sessionId,
                given == null ? null : given.decision(),
                given == null ? new String[0] : given.blockingRules().toArray(String[]::new),
                given == null ? new String[0] : given.stopFacts().toArray(String[]::new),
                reply instanceof Reply.None none ? none.why() : null,
                clock.instant());
    }

    Optional<SessionJson.StandingView> latest(UUID sessionId) {
        return jdbc.first(
                "SELECT * FROM standing_asked WHERE clinic_id = ? AND session_id = ? ORDER BY id DESC LIMIT 1",
                Standings::view,
                clinic.get(),
                sessionId);
    }

    /** The last answer as a screen needs it: where there was none, with what is remembered here and how far that goes. */
    Optional<SessionJson.StandingView> shown(Session session) {
        return latest(session.id()).map(asked -> asked.noAnswer() == null ? asked : withLocalCopy(asked, session));
    }

    private SessionJson.StandingView withLocalCopy(SessionJson.StandingView asked, Session session) {
        var known = patients.eligibility(session.patientId(), "S")
                .filter(e -> session.id().equals(e.sessionId()));
        var today = LocalDate.ofInstant(clock.instant(), clinics.current().zone());
        return new SessionJson.StandingView(
                asked.decision(),
                asked.blockingRuleIds(),
                asked.stopFacts(),
                asked.noAnswer(),
                asked.askedAt(),
                new SessionJson.LocalCopy(
                        known.map(KnownPatients.Eligibility::decision).orElse(null),
                        known.map(KnownPatients.Eligibility::decidedAt).orElse(null),
                        known.map(KnownPatients.Eligibility::blockingRuleIds).orElse(List.of()),
                        patients.stopFacts(session.patientId(), today).stream()
                                .map(Enum::name)
                                .toList(),
                        patients.find(session.patientId())
                                .map(KnownPatients.Patient::position)
                                .orElse(0L)));
    }

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        var today = LocalDate.ofInstant(at, clinics.current().zone());
        var stops = new ArrayList<SessionContext.Eligibility.Rule>();
        patients.stopFacts(session.patientId(), today)
                .forEach(stop -> stops.add(new SessionContext.Eligibility.Rule(stop.name(), stop.message())));
        var latest = latest(session.id());
        latest.ifPresent(asked -> asked.stopFacts().stream()
                .filter(code -> stops.stream().noneMatch(s -> s.ruleId().equals(code)))
                .map(Standings::stop)
                .forEach(stops::add));
        var live = latest.filter(asked -> asked.decision() != null);
        evidence.eligibility(
                live.isPresent()
                        ? new SessionContext.Eligibility(
                                "ELIGIBLE".equals(live.get().decision()),
                                rules(live.get().blockingRuleIds()),
                                stops,
                                true)
                        : remembered(session, at, stops));
    }

    private SessionContext.Eligibility remembered(
            Session session, Instant at, List<SessionContext.Eligibility.Rule> stops) {
        var known = patients.eligibility(session.patientId(), "S")
                .filter(e -> session.id().equals(e.sessionId()))
                .filter(e -> e.validUntil() == null || e.validUntil().isAfter(at));
        return new SessionContext.Eligibility(
                known.filter(e -> e.decision().equals("ELIGIBLE")).isPresent(),
                rules(known.map(KnownPatients.Eligibility::blockingRuleIds).orElse(List.of())),
                stops,
                false);
    }

    private static List<SessionContext.Eligibility.Rule> rules(List<String> ids) {
        return ids.stream()
                .map(id -> new SessionContext.Eligibility.Rule(id, RULE.with(Map.of("rule", id))))
                .toList();
    }

    private static SessionContext.Eligibility.Rule stop(String code) {
        for (var known : StopFact.values()) {
            if (known.name().equals(code)) {
                return new SessionContext.Eligibility.Rule(code, known.message());
            }
        }
        return new SessionContext.Eligibility.Rule(code, RULE.with(Map.of("rule", code)));
    }

    private static SessionJson.StandingView view(ResultSet row) throws SQLException {
        return new SessionJson.StandingView(
                row.getString("decision"),
                List.of((String[]) row.getArray("blocking").getArray()),
                List.of((String[]) row.getArray("stop_facts").getArray()),
                row.getString("no_answer"),
                Jdbc.instant(row, "asked_at"),
                null);
    }
}
