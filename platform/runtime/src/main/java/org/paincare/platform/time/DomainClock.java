package org.paincare.platform.time;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The time at which things happen in the clinic: due times, holds, {@code occurredAt}, {@code recordedAt}. Expiry of
 * tokens, leases, repeats and audit is real time and never comes from here.
 *
 * <p>It is the machine's time in whole milliseconds. Only a demo installation ({@code PAINCARE_DEMO=true}, refused in
 * production) may move it.
 */
@Singleton
public class DomainClock implements InstantSource {

    private final AtomicReference<Duration> offset;
    private final boolean demo;

    /** @param offsetSeconds where a demo's moved clock stood when this process started; ignored outside a demo */
    DomainClock(
            @ConfigProperty(name = "paincare.demo", defaultValue = "false") boolean demo,
            @ConfigProperty(name = "paincare.demo.offset-seconds", defaultValue = "0") long offsetSeconds) {
        this.demo = demo;
        this.offset = new AtomicReference<>(demo ? Duration.ofSeconds(offsetSeconds) : Duration.ZERO);
    }

    /** The domain's time, milliseconds. */
    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(System.currentTimeMillis()).plus(offset.get());
    }

    public boolean isMovable() {
        return demo;
    }

    /**
     * Sets how far the domain's time is from the machine's.
     *
     * @throws IllegalStateException outside a demo installation
     */
    public void move(Duration fromRealTime) {
        if (!demo) {
            throw new IllegalStateException("only a demo's clock moves");
        }
        offset.set(fromRealTime);
    }
}
