package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.StoredJson;
import org.paincare.session.reference.PolicyNumbers;

/** The current clinic's settings as patient-service last told them. Call inside a transaction. */
@ApplicationScoped
public class ClinicProfiles implements EventHandler {

    private static final String ACTIVE = "ACTIVE";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final Event<ClinicSettled> settled;

    ClinicProfiles(DataSource pool, CurrentClinic clinic, Event<ClinicSettled> settled) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.settled = settled;
    }

    /**
     * What holds in a clinic.
     *
     * @param jurisdiction {@code CO} or {@code US}
     * @param settings     policy values by code; a missing one means the default of its rule
     */
    public record ClinicProfile(
            UUID clinicId,
            ZoneId zone,
            String jurisdiction,
            Altitude altitude,
            String policyVersion,
            Map<String, String> settings) {}

    /** Oxygen and carbon dioxide limits (reference 0.1.2), in % SpO2 and mmHg EtCO2, as the clinic's director signed them. */
    public record Altitude(
            String profileId,
            int altitudeMetres,
            int spo2AlertBelowPercent,
            @Nullable Integer spo2AlertDropPoints,
            int spo2CriticalBelowPercent,
            int spo2DesaturationGrade3BelowPercent,
            int spo2ReviewBelowPercent,
            int aldreteRoomAirAbovePercent,
            int aldreteOxygenAbovePercent,
            int adjunctHoldBelowPercent,
            int etco2AlertBelowMmHg,
            int etco2AlertAboveMmHg) {}

    record Setting(String code, String value) {}

    record Configured(
            String zone,
            String jurisdiction,
            Altitude altitudeProfile,
            String policyVersion,
            @Nullable UUID policySignedBy,
            @Nullable List<Setting> settings,
            @Nullable String state,
            Instant occurredAt) {}

    /**
     * For what begins something new: a booking, a plan, an infusion. Care under way goes on in every clinic.
     *
     * @throws Problem CLINIC_SUSPENDED, CLINIC_CLOSED
     */
    public void mustTakeOnNew() {
        var state = state();
        if (!state.equals(ACTIVE)) {
            throw Problem.of(state.equals("CLOSED") ? SessionProblem.CLINIC_CLOSED : SessionProblem.CLINIC_SUSPENDED);
        }
    }

    public boolean takesOnNew() {
        return state().equals(ACTIVE);
    }

    private String state() {
        return jdbc.first(
                        "SELECT state FROM known_clinic WHERE clinic_id = ? AND id = ?",
                        row -> row.getString("state"),
                        clinic.get(),
                        clinic.get())
                .orElse(ACTIVE);
    }

    /**
     * The current clinic.
     *
     * @throws Problem CLINIC_NOT_CONFIGURED where its settings have not arrived
     */
    public ClinicProfile current() {
        return find().orElseThrow(() -> Problem.of(SessionProblem.CLINIC_NOT_CONFIGURED));
    }

    /** The current clinic, if its settings have arrived. */
    public Optional<ClinicProfile> find() {
        return jdbc.first(
                "SELECT zone, jurisdiction, altitude_profile, policy_version, settings FROM known_clinic"
                        + " WHERE clinic_id = ? AND id = ?",
                row -> new ClinicProfile(
                        clinic.get(),
                        ZoneId.of(row.getString("zone")),
                        row.getString("jurisdiction"),
                        StoredJson.read(row.getString("altitude_profile"), Altitude.class),
                        row.getString("policy_version"),
                        settings(row.getString("settings"))),
                clinic.get(),
                clinic.get());
    }

    /** What the clinic set for itself in numbers; none where its settings have not arrived. */
    public PolicyNumbers numbers() {
        return jdbc.first(
                        "SELECT policy_version, settings FROM known_clinic WHERE clinic_id = ? AND id = ?",
                        row -> numbers(row.getString("policy_version"), row.getString("settings")),
                        clinic.get(),
                        clinic.get())
                .orElse(PolicyNumbers.NONE);
    }

    /** The same from a row of known_clinic that somebody read; null where there is none. */
    public static PolicyNumbers numbers(@Nullable String policyVersion, @Nullable String settings) {
        return settings == null ? PolicyNumbers.NONE : new PolicyNumbers(policyVersion, settings(settings));
    }

    /** A whole number that the clinic set for itself; empty where it said nothing, and the rule's own default holds. */
    public Optional<Long> wholeNumber(String code) {
        return numbers().whole(code);
    }

    /** Refuses, as if it were not there, a clinic that is not the caller's own. */
    public void mustBeCurrent(UUID clinicId) {
        if (!clinicId.equals(clinic.get())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }

    @Override
    public String type() {
        return "org.paincare.patient.ClinicConfigured.v1";
    }

    @Override
    public void handle(IncomingEvent event) {
        var configured = event.dataAs(Configured.class);
        jdbc.update(
                "INSERT INTO known_clinic (clinic_id, id, zone, jurisdiction, altitude_profile, policy_version, settings,"
                        + " state, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                        + " zone = excluded.zone, jurisdiction = excluded.jurisdiction,"
                        + " altitude_profile = excluded.altitude_profile, policy_version = excluded.policy_version,"
                        + " settings = excluded.settings, state = excluded.state, position = excluded.position",
                event.clinicId(),
                event.clinicId(),
                ZoneId.of(configured.zone()).getId(),
                configured.jurisdiction(),
                StoredJson.write(configured.altitudeProfile()),
                configured.policyVersion(),
                StoredJson.write(configured.settings() == null ? List.of() : configured.settings()),
                configured.state() == null ? ACTIVE : configured.state(),
                event.sequence());
        settled.fire(new ClinicSettled(
                event.id(),
                event.sequence(),
                configured.policyVersion(),
                configured.policySignedBy(),
                configured.occurredAt()));
    }

    private static Map<String, String> settings(String json) {
        return List.of(StoredJson.read(json, Setting[].class)).stream()
                .collect(Collectors.toUnmodifiableMap(Setting::code, Setting::value, (first, last) -> last));
    }
}
