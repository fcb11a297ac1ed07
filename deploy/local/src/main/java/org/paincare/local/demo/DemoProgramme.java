package org.paincare.local.demo;

import java.util.function.Consumer;
import org.paincare.local.Demo;
import org.paincare.local.PaincareSystem;

/** The demonstration: opens the two clinics. */
public final class DemoProgramme implements Demo {

    @Override
    public void carryOut(PaincareSystem system, Consumer<String> say) {
        var people = new DemoPeople(system);
        say.accept("demo: opening the clinics of Bogotá and Cartagena");
        DemoClinics.open(people);
    }
}
