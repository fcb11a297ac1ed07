package org.paincare.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A session of today in Bogotá for which everything is done but the start.
 *
 * @param patientId whose it is
 * @param sessionId READY: ordered, prepared, checked
 * @param start starts the pump
 */
public record ReadyToStart(UUID patientId, UUID sessionId, Runnable start) {

    private static final String MARK = "Viva";

    /**
     * Carries so many invented people from registration to the pump that waits.
     *
     * @param run makes their names, documents and chairs different from every other call's
     */
    public static List<ReadyToStart> prepare(People people, DemoTime time, String run, int howMany) {
        var vials = Vials.received(people, MARK.toUpperCase(Locale.ROOT) + "-" + run, howMany);
        var eligible = new ArrayList<DemoWoman>();
        for (int i = 0; i < howMany; i++) {
            var document = Long.toString(1_100_000_000L + Math.floorMod((run + i).hashCode(), 800_000_000));
            var person = DemoWoman.register(people, time, MARK + " " + run + " " + i, "MALE", document);
            new Intake(person).inOneVisit();
            eligible.add(person);
        }
        // What patient-service told about them has reached the others.
        time.settle();
        var waiting = new ArrayList<ReadyToStart>();
        for (int i = 0; i < howMany; i++) {
            var person = eligible.get(i);
            var planning = new TreatmentPlanning(person, "Sillón " + run + " " + i);
            planning.draftAndSign();
            var session = planning.book(time.now().plusSeconds(60));
            var day = new SessionDay(person, session, vials.remove(), planning.read(), SessionDay.Story.GOOD);
            day.waitsForTheStart();
            waiting.add(new ReadyToStart(person.id(), session, day::starts));
        }
        return List.copyOf(waiting);
    }
}
