package org.paincare.patient.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;

/** What other features need to know of the clinic they work for. Called inside their transaction. */
@ApplicationScoped
public class ClinicRules {

    private final Clinics clinics;
    private final AltitudeProfiles profiles;
    private final Jurisdictions jurisdictions;
    private final PolicyCatalogue catalogue;

    ClinicRules(Clinics clinics, AltitudeProfiles profiles, Jurisdictions jurisdictions, PolicyCatalogue catalogue) {
        this.catalogue = catalogue;
        this.clinics = clinics;
        this.profiles = profiles;
        this.jurisdictions = jurisdictions;
    }

    /**
     * The rules of a clinic.
     *
     * @param jurisdiction {@code CO} or {@code US}
     * @param spo2ReviewBelowPercent room-air SpO2 under which rule E28 asks for a prescriber
     * @param policyVersion version of the clinic's settings, stored with what was decided under them
     * @param pack what its country settles
     * @param policyFlags switches of the eligibility rules that the medical director turned on
     * @param policyNumbers numbers of these rules that the medical director set, by parameter
     */
    public record Rules(
            ZoneId zone,
            String jurisdiction,
            int altitudeMetres,
            String altitudeProfile,
            int spo2ReviewBelowPercent,
            String policyVersion,
            JurisdictionPack pack,
            Set<String> policyFlags,
            Map<String, BigDecimal> policyNumbers) {

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
     * A whole number that the current clinic set for itself, or the catalogue's default.
     *
     * @throws Problem NOT_FOUND where the clinic does not exist here
     */
    public int wholeNumber(String code) {
        var clinic = clinics.current().orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        return Integer.parseInt(clinic.policyValues().getOrDefault(code, catalogue.usual(code)));
    }

    /** What the current clinic set for itself; null where it said nothing, or is not known here. */
    public @Nullable String policyValue(String code) {
        return clinics.current().map(clinic -> clinic.policyValues().get(code)).orElse(null);
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
                clinic.policyVersion(),
                jurisdictions.of(clinic.jurisdiction()),
                catalogue.flags(clinic.policyValues()),
                catalogue.numbers(clinic.policyValues()));
    }
}
