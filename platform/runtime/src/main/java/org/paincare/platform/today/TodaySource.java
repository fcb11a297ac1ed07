package org.paincare.platform.today;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What a service has to say about a day of the current clinic. Called inside a transaction. */
public interface TodaySource {

    /**
     * The clinic's zone.
     *
     * @throws org.paincare.platform.problem.Problem where the clinic is not known here
     */
    ZoneId zone();

    List<Section> sections();

    /**
     * One list of the day.
     *
     * @param name     of the field in the answer
     * @param resource row of the permission matrix that a reader needs, and {@code action} its verb; without it the section
     *                 is left out
     */
    record Section(String name, String resource, String action, Reader reader) {}

    /** Reads the items of a day that begins at {@code from} and ends before {@code until}; at most {@code most}. */
    @FunctionalInterface
    interface Reader {
        List<?> read(Instant from, Instant until, int most);
    }
}
