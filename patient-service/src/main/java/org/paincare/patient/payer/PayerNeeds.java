package org.paincare.patient.payer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.paincare.patient.CareNeeds;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.SheetKind;
import org.paincare.platform.tenancy.CurrentClinic;

/** A payer's number that runs out or is used up, with none to follow. */
@ApplicationScoped
class PayerNeeds implements CareNeeds {

    private static final String RENEW = "RENEW_PAYER_NUMBER";

    private final PatientSheets sheets;
    private final Payers payers;
    private final ClinicRules rules;
    private final CurrentClinic clinic;

    PayerNeeds(PatientSheets sheets, Payers payers, ClinicRules rules, CurrentClinic clinic) {
        this.sheets = sheets;
        this.payers = payers;
        this.rules = rules;
        this.clinic = clinic;
    }

    @Override
    public List<String> kinds() {
        return List.of(RENEW);
    }

    @Override
    public List<Need> of(UUID patientId) {
        return sheets.peek(patientId, SheetKind.PAYERS, PayerJson.Content.class)
                .map(sheet -> needs(sheet.content().authorisations(), payers.today(), rules.of(clinic.get())))
                .orElse(List.of());
    }

    static List<Need> needs(List<PayerJson.Authorisation> all, LocalDate today, ClinicRules.Rules here) {
        var needs = new ArrayList<Need>();
        var current = PayerStanding.current(all, today);
        if (current == null || current.kind() != PayerJson.Kind.PAYER) {
            return needs;
        }
        var id = Objects.requireNonNull(current.authorisationId());
        if (current.sessionsGranted() != null && current.sessionsUsed() >= current.sessionsGranted()) {
            needs.add(Need.now(RENEW, id, Instant.EPOCH));
        } else if (current.expiresOn() != null
                && PayerStanding.current(all, current.expiresOn().plusDays(1)) == null) {
            needs.add(Need.lapse(RENEW, id, here.endOf(current.expiresOn())));
        }
        return needs;
    }
}
