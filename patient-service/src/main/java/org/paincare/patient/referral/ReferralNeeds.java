package org.paincare.patient.referral;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.paincare.patient.CareNeeds;
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.SheetKind;

/** Who referred a patient is owed an answer, whatever became of the patient here. */
@ApplicationScoped
class ReferralNeeds implements CareNeeds {

    private static final String ANSWER = "ANSWER_REFERRAL";

    private final PatientSheets sheets;

    ReferralNeeds(PatientSheets sheets) {
        this.sheets = sheets;
    }

    @Override
    public List<String> kinds() {
        return List.of(ANSWER);
    }

    @Override
    public List<Need> of(UUID patientId) {
        return sheets
                .peek(patientId, SheetKind.REFERRALS, ReferralJson.Referrals.class)
                .map(sheet -> sheet.content().referrals())
                .orElse(List.of())
                .stream()
                .filter(referral -> referral.source() != ReferralJson.Source.SELF && referral.reply() == null)
                .map(referral -> Need.owed(ANSWER, Objects.requireNonNull(referral.referralId())))
                .toList();
    }
}
