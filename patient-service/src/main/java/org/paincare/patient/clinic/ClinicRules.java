package org.paincare.patient.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;

/** What other features need to know of the clinic they work for. Called inside their transaction. */
@ApplicationScoped
public class ClinicRules {

    /** Identifier types by jurisdiction (reference 0.1.14; the Colombian list is to be checked against the ministry's). */
    private static final Map<ClinicJson.Jurisdiction, Set<String>> IDENTIFIER_TYPES = new EnumMap<>(Map.of(
            ClinicJson.Jurisdiction.CO,
            Set.of("CC", "CE", "TI", "RC", "PA", "CD", "SC", "PE", "PT", "CN", "AS", "MS", "DE"),
            ClinicJson.Jurisdiction.US,
            Set.of("MRN", "PA")));

    private final Clinics clinics;
    private final AltitudeProfiles profiles;

    ClinicRules(Clinics clinics, AltitudeProfiles profiles) {
        this.clinics = clinics;
        this.profiles = profiles;
    }

    /**
     * The rules of a clinic.
     *
     * @param jurisdiction {@code CO} or {@code US}
     * @param spo2ReviewBelowPercent room-air SpO2 under which rule E28 asks for a prescriber
     * @param policyVersion version of the clinic's settings, stored with what was decided under them
     */
    public record Rules(
            ZoneId zone,
            String jurisdiction,
            int altitudeMetres,
            String altitudeProfile,
            int spo2ReviewBelowPercent,
            String policyVersion,
            Set<String> identifierTypes) {

        /** The clinic's calendar day at that time. */
        public LocalDate dayOf(Instant instant) {
            return LocalDate.ofInstant(instant, zone);
        }

        /** The first instant after that day: things valid "through" a day end here. */
        public Instant endOf(LocalDate day) {
            return day.plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    /**
     * The rules in force for the current clinic.
     *
     * @throws Problem NOT_FOUND where the clinic does not exist here
     */
    public Rules of(UUID clinicId) {
        var clinic = clinics.findByIdOptional(clinicId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        return new Rules(
                clinic.zone(),
                clinic.jurisdiction().name(),
                clinic.altitudeMetres(),
                clinic.altitudeProfile(),
                profiles.named(clinic.altitudeProfile()).orElseThrow().spo2ReviewBelowPercent(),
                Integer.toString(clinic.version() + 1),
                IDENTIFIER_TYPES.get(clinic.jurisdiction()));
    }
}
