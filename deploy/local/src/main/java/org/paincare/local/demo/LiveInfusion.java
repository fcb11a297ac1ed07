package org.paincare.local.demo;

import java.util.List;
import java.util.UUID;

/**
 * An infusion that runs now, at the machine's own time, in Bogotá: for whoever measures or breaks the bedside path.
 *
 * @param patientId whose it is
 * @param sessionId RUNNING, its dose order signed, its baseline taken
 */
public record LiveInfusion(UUID patientId, UUID sessionId) {

    /**
     * Carries so many invented people from registration to the running pump.
     *
     * @param run makes their names, documents and chairs different from every other call's
     */
    public static List<LiveInfusion> begin(People people, DemoTime time, String run, int howMany) {
        return ReadyToStart.prepare(people, time, run, howMany).stream()
                .map(ready -> {
                    ready.start().run();
                    return new LiveInfusion(ready.patientId(), ready.sessionId());
                })
                .toList();
    }
}
