package org.paincare.outcome.alert;

import jakarta.enterprise.context.ApplicationScoped;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.safety.SafetyRules;

/** The safety rules of the current clinic: those shipped, with what its medical director set. */
@ApplicationScoped
public class ClinicSafetyRules {

    private static final SafetyRules SHIPPED = SafetyRules.shipped();
    private static final String URGENT_MINUTES = "ALERT_URGENT_MINUTES";
    private static final String HIGH_HOURS = "ALERT_HIGH_HOURS";
    private static final String SILENT_DAYS = "DIARY_SILENT_DAYS";

    private final Care care;

    ClinicSafetyRules(Care care) {
        this.care = care;
    }

    /** Inside the caller's transaction. */
    public SafetyRules current() {
        return SHIPPED.setBy(
                care.wholeNumber(URGENT_MINUTES).orElse(null),
                care.wholeNumber(HIGH_HOURS).orElse(null),
                care.wholeNumber(SILENT_DAYS).orElse(null));
    }
}
