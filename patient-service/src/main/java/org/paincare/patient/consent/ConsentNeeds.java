package org.paincare.patient.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.paincare.patient.CareNeeds;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.ruleset.ActiveRuleSets;
import org.paincare.platform.tenancy.CurrentClinic;

/** Consents that treatment needs and that run out, or whose document has a later version. Withdrawn ones ask for nothing. */
@ApplicationScoped
class ConsentNeeds implements CareNeeds {

    private static final String RENEW = "RENEW_CONSENT";
    private static final String RENEWAL_DAYS = "CONSENT_RENEWAL_DAYS";

    private final Consents consents;
    private final ConsentDocuments documents;
    private final ActiveRuleSets active;
    private final ClinicRules rules;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    ConsentNeeds(
            Consents consents,
            ConsentDocuments documents,
            ActiveRuleSets active,
            ClinicRules rules,
            CurrentClinic clinic,
            InstantSource clock) {
        this.consents = consents;
        this.documents = documents;
        this.active = active;
        this.rules = rules;
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public List<String> kinds() {
        return List.of(RENEW);
    }

    @Override
    public List<Need> of(UUID patientId) {
        var here = rules.of(clinic.get());
        var now = clock.instant();
        var moment = new AsOf(here.dayOf(now), now, documents.all());
        var ahead = Duration.ofDays(rules.wholeNumber(RENEWAL_DAYS));
        var all = consents.list("patientId", patientId);
        return required(here.jurisdiction()).stream()
                .flatMap(type -> all.stream()
                        .filter(consent -> consent.type() == type)
                        .max(Comparator.comparing(Consent::signedAt).thenComparing(Consent::id))
                        .flatMap(latest -> need(latest, moment, here, ahead))
                        .stream())
                .toList();
    }

    private static Optional<Need> need(Consent latest, AsOf moment, ClinicRules.Rules here, Duration ahead) {
        return switch (latest.state(moment)) {
            case STANDING, EXPIRED ->
                Optional.of(Need.lapse(RENEW, latest.id(), here.endOf(latest.expiresOn()), ahead));
            case OUTDATED -> Optional.of(Need.now(RENEW, latest.id(), latest.signedAt()));
            case WITHDRAWN, SUPERSEDED -> Optional.empty();
        };
    }

    private Set<ConsentType> required(String jurisdiction) {
        var types = EnumSet.noneOf(ConsentType.class);
        Stream.of(Scope.values())
                .flatMap(scope -> active.current().requiredConsents(scope, jurisdiction).stream())
                .map(required -> ConsentType.valueOf(required.type()))
                .forEach(types::add);
        return types;
    }
}
