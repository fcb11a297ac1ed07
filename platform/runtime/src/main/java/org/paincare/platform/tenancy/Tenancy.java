package org.paincare.platform.tenancy;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/** Runs work that no request carries (an event, a timer) for one clinic. */
@ApplicationScoped
public class Tenancy {

    private final CurrentClinic currentClinic;

    Tenancy(CurrentClinic currentClinic) {
        this.currentClinic = currentClinic;
    }

    /**
     * Runs the work in a request context of its own with that clinic set. Starts no transaction.
     *
     * @throws IllegalStateException inside a request: work for another clinic never starts from one
     */
    public <T> T inClinic(UUID clinic, Supplier<T> work) {
        var context = Arc.container().requestContext();
        if (context.isActive()) {
            throw new IllegalStateException("a request cannot work for another clinic");
        }
        context.activate();
        try {
            currentClinic.set(clinic);
            return work.get();
        } finally {
            context.terminate();
        }
    }
}
