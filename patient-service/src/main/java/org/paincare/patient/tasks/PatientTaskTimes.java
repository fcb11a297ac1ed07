package org.paincare.patient.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.platform.task.TaskTimes;

/** The times for tasks among the clinic's policy values. */
@ApplicationScoped
class PatientTaskTimes implements TaskTimes {

    private final ClinicRules rules;

    PatientTaskTimes(ClinicRules rules) {
        this.rules = rules;
    }

    @Override
    public @Nullable String setting(String code) {
        return rules.policyValue(code);
    }
}
