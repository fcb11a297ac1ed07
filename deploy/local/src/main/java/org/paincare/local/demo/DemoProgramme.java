package org.paincare.local.demo;

import java.io.IOException;
import java.util.function.Consumer;
import org.paincare.local.Demo;
import org.paincare.local.PaincareSystem;

/** The demonstration: two clinics are opened, and a woman is referred, examined and enrolled in Bogotá. */
public final class DemoProgramme implements Demo {

    @Override
    public void carryOut(PaincareSystem system, Consumer<String> say) throws IOException {
        var people = new DemoPeople(system);
        var time = new DemoTime(system, people);
        say.accept("demo: opening the clinics of Bogotá and Cartagena");
        DemoClinics.open(people);
        say.accept("demo: a woman is referred, examined and enrolled in Bogotá");
        var woman = DemoWoman.register(people, time);
        woman.enrol();
        people.bindPatient(woman.id());
        time.settle();
    }
}
