package org.paincare.platform.task;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long the current clinic gives for tasks, where it set that for itself; a service without any has none of these. */
public interface TaskTimes {

    /** The clinic's policy value of that code, if it has set one. Asked inside a transaction. */
    @Nullable
    String setting(String code);

    /** Whole hours above 0; empty for anything else. */
    static Optional<Duration> hours(@Nullable String value) {
        return Optional.ofNullable(value)
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofHours(Long.parseLong(text)))
                .filter(Duration::isPositive);
    }
}
