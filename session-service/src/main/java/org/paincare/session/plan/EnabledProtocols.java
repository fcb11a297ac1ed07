package org.paincare.session.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.paincare.platform.problem.Problem;
import org.paincare.session.SessionProblem;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;

/**
 * Which protocols may be used here, and for whom. A disabled one stays disabled unless the clinic's policy (setting
 * {@code ENABLED_PROTOCOLS}, ids apart by commas) names it and the patient's consents that its row asks for are in force.
 * Call inside a transaction.
 */
@ApplicationScoped
public class EnabledProtocols {

    private static final String SETTING = "ENABLED_PROTOCOLS";

    private final ClinicProfiles clinics;
    private final KnownPatients patients;
    private final InstantSource clock;

    EnabledProtocols(ClinicProfiles clinics, KnownPatients patients, InstantSource clock) {
        this.clinics = clinics;
        this.patients = patients;
        this.clock = clock;
    }

    /** Whether the clinic uses it at all; a clinic that is not configured yet uses what is enabled everywhere. */
    boolean isOffered(Protocol protocol) {
        return protocol.enabled()
                || protocol.enabledWith() != null
                        && clinics.find()
                                .map(profile -> profile.settings().getOrDefault(SETTING, ""))
                                .filter(named -> Arrays.asList(named.split(",")).contains(protocol.id()))
                                .isPresent();
    }

    /** Whether it may be used for this patient now. */
    public boolean isEnabledFor(Protocol protocol, UUID patient) {
        return protocol.enabled()
                || isOffered(protocol) && missingConsents(protocol, patient).isEmpty();
    }

    /** @throws Problem PROTOCOL_DISABLED, with the consents that are missing where those alone stand in the way */
    void mustBeEnabledFor(Protocol protocol, UUID patient) {
        if (isEnabledFor(protocol, patient)) {
            return;
        }
        var problem = Problem.of(SessionProblem.PROTOCOL_DISABLED)
                .with("ruleId", protocol.id())
                .with("source", protocol.source().text());
        throw isOffered(protocol) ? problem.with("missingConsents", missingConsents(protocol, patient)) : problem;
    }

    private List<String> missingConsents(Protocol protocol, UUID patient) {
        var with = protocol.enabledWith();
        if (with == null) {
            return List.of();
        }
        var today = LocalDate.ofInstant(clock.instant(), clinics.current().zone());
        return with.consents().stream()
                .filter(type -> !patients.hasConsent(patient, type, today))
                .sorted()
                .toList();
    }
}
