package org.paincare.outcome.assessment;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.platform.Text;

/**
 * Whom to call in danger: goes with every answer to a question about self-harm, whatever was answered, because software
 * is never the only response to a risk of suicide (reference 6.8).
 */
@Schema(name = "EmergencyNotice")
public record EmergencyNotice(String number, Text text) {

    /** Numbers by jurisdiction, for clinics that set none of their own. */
    record Numbers(String version, String mark, List<String> sources, Map<String, String> numbers, String fallback) {}

    private static final Numbers NUMBERS = RuleFiles.shipped(Numbers.class, "emergency-1.json");

    public static EmergencyNotice of(CareFile.Clinic clinic) {
        var own = clinic.emergencyNumber();
        var number = own != null ? own : NUMBERS.numbers().getOrDefault(clinic.jurisdiction(), NUMBERS.fallback());
        return new EmergencyNotice(
                number,
                new Text(
                        "If you might harm yourself or are in danger, call " + number + " now. Your answers are not"
                                + " watched around the clock.",
                        "Si podría hacerse daño o está en peligro, llame ya al " + number + ". Sus respuestas no se"
                                + " vigilan las 24 horas."));
    }
}
