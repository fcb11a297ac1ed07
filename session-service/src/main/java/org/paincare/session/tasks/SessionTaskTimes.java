package org.paincare.session.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.task.TaskTimes;
import org.paincare.session.standing.ClinicProfiles;

/** The times for tasks among the policy values that patient-service told. */
@ApplicationScoped
class SessionTaskTimes implements TaskTimes {

    private final ClinicProfiles clinics;

    SessionTaskTimes(ClinicProfiles clinics) {
        this.clinics = clinics;
    }

    @Override
    public @Nullable String setting(String code) {
        return clinics.numbers().values().get(code);
    }
}
