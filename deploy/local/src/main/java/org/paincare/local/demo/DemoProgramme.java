package org.paincare.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Consumer;
import org.paincare.local.Addresses;
import org.paincare.local.Component;
import org.paincare.testing.local.DemoClinic;

/**
 * The demonstration: two clinics are opened, and one woman's whole programme of 400 days is carried through the one in
 * Bogotá, from referral to relapse, over the gateway. It begins 400 days ago and ends now.
 */
public final class DemoProgramme {

    /** How far back the programme begins. */
    public static final Duration LENGTH = Duration.ofDays(400);

    private static final int BASELINE_DAYS = 28;

    private final People people;
    private final DemoTime time;
    private final Addresses addresses;
    private final Consumer<String> say;

    public DemoProgramme(Addresses addresses, DemoTime time, Consumer<String> say) {
        this.addresses = addresses;
        this.people = People.at(Component.GATEWAY, addresses);
        this.time = time;
        this.say = say;
    }

    /** Both clinics, and her programme; the woman's id. */
    public UUID carryOut() throws IOException {
        beginInThePast();
        say.accept("demo: the clinics of Bogotá and Cartagena open, 400 days ago");
        DemoClinics.open(people);
        return programme();
    }

    /** Clinical time goes back to the morning on which it all begins. */
    public void beginInThePast() {
        time.beginAt(DemoWoman.morningOf(LocalDate.ofInstant(time.now().minus(LENGTH), DemoWoman.ZONE)));
    }

    /** Her programme in clinics that are open, up to the machine's own time; the woman's id. */
    public UUID programme() throws IOException {
        say.accept("demo: a woman is referred in Bogotá and writes her diary for 28 days");
        var her = DemoWoman.register(people, time);
        bindPatientUser(her.id());
        var dayZero = her.today();
        var intake = new Intake(her);
        var home = new AtHome(her, dayZero);
        intake.firstVisit();
        home.until(dayZero.plusDays(BASELINE_DAYS - 1), AtHome.Phase.BASELINE);

        say.accept("demo: examined, overuse overridden with a withdrawal plan, eligible; a plan is signed");
        time.moveTo(DemoWoman.morningOf(dayZero.plusDays(BASELINE_DAYS)));
        intake.secondVisit();
        var planning = new TreatmentPlanning(her, "Sillón 1");
        planning.draftAndSign();

        say.accept("demo: six weekly sessions; a critical pressure and nausea in the second, then a lower dose");
        var treatment = new Treatment(
                her, planning, home, Vials.received(people, "FICTICIO-1", 12), dayZero.plusDays(BASELINE_DAYS + 2));
        treatment.induction();
        say.accept("demo: half the migraine days; maintenance further and further apart, reviews every twelve weeks");
        treatment.maintenance();
        say.accept("demo: two bad windows are a relapse");
        treatment.relapse(intake);
        treatment.untilYesterday(LocalDate.now(DemoWoman.ZONE));
        time.moveToRealTime();
        say.accept("demo: today");
        return her.id();
    }

    /** Makes the demo's user {@code patient@bogota} the person of that record, from their next sign-in on. */
    private void bindPatientUser(UUID patientId) throws IOException {
        addresses.tokens().tie(People.identity("patient", DemoClinic.BOGOTA), patientId);
    }
}
