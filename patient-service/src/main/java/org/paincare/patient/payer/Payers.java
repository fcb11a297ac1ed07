package org.paincare.patient.payer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.registry.Patients;
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.SheetKind;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** What payers agreed to for the current clinic's patients. */
@ApplicationScoped
public class Payers {

    private final PatientSheets sheets;
    private final Patients patients;
    private final ClinicRules rules;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Payers(PatientSheets sheets, Patients patients, ClinicRules rules, CurrentClinic clinic, InstantSource clock) {
        this.sheets = sheets;
        this.patients = patients;
        this.rules = rules;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** Who pays today; call inside a transaction that has checked who asks. */
    @Transactional
    public PayerStanding standing(UUID patientId) {
        return sheets.peek(patientId, SheetKind.PAYERS, PayerJson.Content.class)
                .map(sheet -> PayerStanding.of(sheet.content().authorisations(), today()))
                .orElseGet(() -> PayerStanding.of(List.of(), today()));
    }

    LocalDate today() {
        return rules.of(clinic.get()).dayOf(clock.instant());
    }

    @Transactional
    PayerJson.Full json(UUID patientId, org.paincare.patient.sheet.Sheet<PayerJson.Content> sheet) {
        return PayerJson.Full.of(patientId, sheet, today());
    }

    /**
     * Says all authorisations.
     *
     * @throws Problem PAYER_REFUSED with every violation, PRECONDITION_REQUIRED, STALE, NOT_FOUND
     */
    @Transactional
    PatientSheets.Put<PayerJson.Content> put(UUID patientId, @Nullable String ifMatch, PayerJson.Said said) {
        patients.locked(patientId);
        var known = new HashSet<UUID>();
        sheets.peek(patientId, SheetKind.PAYERS, PayerJson.Content.class)
                .ifPresent(before -> before.content().authorisations().forEach(a -> {
                    if (a.authorisationId() != null) {
                        known.add(a.authorisationId());
                    }
                }));
        var wrong = check(said.authorisations(), known);
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.PAYER_REFUSED, wrong);
        }
        var content = new PayerJson.Content(said.authorisations().stream()
                .map(a -> a.withId(a.authorisationId() == null ? Ids.next() : a.authorisationId()))
                .toList());
        return sheets.put(patientId, SheetKind.PAYERS, ifMatch, content, PayerJson.Content.class, said.reason());
    }

    private static List<Violation> check(List<PayerJson.Authorisation> said, HashSet<UUID> known) {
        var wrong = new ArrayList<Violation>();
        for (int i = 0; i < said.size(); i++) {
            var one = said.get(i);
            var at = "/authorisations/" + i;
            if (one.authorisationId() != null && !known.remove(one.authorisationId())) {
                wrong.add(new Violation(
                        at + "/authorisationId",
                        "UNKNOWN",
                        new Text("Not one of this patient's, or twice", "No es de esta persona o está dos veces")));
            }
            if (one.kind() == PayerJson.Kind.PAYER && (one.payer() == null || one.number() == null)) {
                wrong.add(new Violation(
                        at + "/number",
                        "PAYER_AND_NUMBER",
                        new Text("A payer's has payer and number", "La de un pagador tiene pagador y número")));
            }
            if (one.expiresOn() != null && one.expiresOn().isBefore(one.validFrom())) {
                wrong.add(new Violation(
                        at + "/expiresOn", "BEFORE_START", new Text("Not before validFrom", "No antes de validFrom")));
            }
        }
        return wrong;
    }
}
