package org.paincare.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An infusion that runs now, at the machine's own time, in Bogotá: for whoever measures or breaks the bedside path.
 *
 * @param patientId whose it is
 * @param sessionId RUNNING, its dose order signed, its baseline taken
 */
public record LiveInfusion(UUID patientId, UUID sessionId) {

    private static final String MARK = "Viva";

    /**
     * Carries so many invented people from registration to the running pump.
     *
     * @param run makes their names, documents and chairs different from every other call's
     */
    public static List<LiveInfusion> begin(People people, DemoTime time, String run, int howMany) {
        var vials = Vials.received(people, MARK.toUpperCase(java.util.Locale.ROOT) + "-" + run, howMany);
        var eligible = new ArrayList<DemoWoman>();
        for (int i = 0; i < howMany; i++) {
            var document = Long.toString(1_100_000_000L + Math.floorMod((run + i).hashCode(), 800_000_000));
            var person = DemoWoman.register(people, time, MARK + " " + run + " " + i, "MALE", document);
            new Intake(person).inOneVisit();
            eligible.add(person);
        }
        // What patient-service told about them has reached the others.
        time.settle();
        var running = new ArrayList<LiveInfusion>();
        for (int i = 0; i < howMany; i++) {
            var person = eligible.get(i);
            var planning = new TreatmentPlanning(person, "Sillón " + run + " " + i);
            planning.draftAndSign();
            var session = planning.book(time.now().plusSeconds(60));
            new SessionDay(person, session, vials.remove(), planning.read(), SessionDay.Story.GOOD).begins();
            running.add(new LiveInfusion(person.id(), session));
        }
        return List.copyOf(running);
    }
}
