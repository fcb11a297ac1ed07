package org.paincare.platform.tenancy;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Runs work that no request carries (an event, a timer) for one clinic. */
@ApplicationScoped
public class Tenancy {

    private final CurrentClinic currentClinic;

    Tenancy(CurrentClinic currentClinic) {
        this.currentClinic = currentClinic;
    }

    /**
     * Runs work on a thread of its own, outside the caller's request: for operators' commands that then work for one
     * clinic after the other.
     */
    public static <T> T apartFromTheRequest(Callable<T> work) {
        try (var executor = Executors.newSingleThreadExecutor()) {
            return executor.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
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
