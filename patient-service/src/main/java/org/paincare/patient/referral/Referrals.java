package org.paincare.patient.referral;

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

/** Who sent the current clinic's patients. */
@ApplicationScoped
class Referrals {

    private final PatientSheets sheets;
    private final Patients patients;
    private final ClinicRules rules;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Referrals(PatientSheets sheets, Patients patients, ClinicRules rules, CurrentClinic clinic, InstantSource clock) {
        this.sheets = sheets;
        this.patients = patients;
        this.rules = rules;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** @throws Problem REFERRAL_REFUSED with every violation, PRECONDITION_REQUIRED, STALE, NOT_FOUND */
    @Transactional
    PatientSheets.Put<ReferralJson.Referrals> put(
            UUID patientId, @Nullable String ifMatch, ReferralJson.Referrals said) {
        var person = patients.locked(patientId);
        var known = new HashSet<UUID>();
        sheets.peek(patientId, SheetKind.REFERRALS, ReferralJson.Referrals.class)
                .ifPresent(before -> before.content().referrals().forEach(r -> {
                    if (r.referralId() != null) {
                        known.add(r.referralId());
                    }
                }));
        var today = rules.of(clinic.get()).dayOf(clock.instant());
        var wrong = new ArrayList<Violation>();
        for (int i = 0; i < said.referrals().size(); i++) {
            check(said.referrals().get(i), "/referrals/" + i, known, person.birthDate(), today, wrong);
        }
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.REFERRAL_REFUSED, wrong);
        }
        var content = new ReferralJson.Referrals(said.referrals().stream()
                .map(r -> r.withId(r.referralId() == null ? Ids.next() : r.referralId()))
                .toList());
        return sheets.put(patientId, SheetKind.REFERRALS, ifMatch, content, ReferralJson.Referrals.class, null);
    }

    private static void check(
            ReferralJson.Referral one,
            String at,
            HashSet<UUID> known,
            LocalDate birth,
            LocalDate today,
            List<Violation> wrong) {
        if (one.referralId() != null && !known.remove(one.referralId())) {
            wrong.add(new Violation(
                    at + "/referralId",
                    "UNKNOWN",
                    new Text("Not one of this patient's, or twice", "No es de esta persona o está dos veces")));
        }
        day(one.referredOn(), at + "/referredOn", birth, today, wrong);
        if (one.letter() != null) {
            day(one.letter().receivedOn(), at + "/letter/receivedOn", birth, today, wrong);
        }
        if (one.reply() != null) {
            day(one.reply().sentOn(), at + "/reply/sentOn", one.referredOn(), today, wrong);
        }
    }

    private static void day(LocalDate day, String at, LocalDate first, LocalDate last, List<Violation> wrong) {
        if (day.isBefore(first) || day.isAfter(last)) {
            wrong.add(new Violation(
                    at,
                    "IMPLAUSIBLE",
                    new Text(
                            "Not in the future, not before what led to it",
                            "No futuro ni antes de lo que la originó")));
        }
    }
}
