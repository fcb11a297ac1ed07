package org.paincare.local.monitor;

import org.jspecify.annotations.Nullable;

/** What the sensors say at one second; the cuff measures only now and then. */
public record Sample(
        int spo2Percent,
        int hrPerMinute,
        int rrPerMinute,
        @Nullable Integer sbpMmHg,
        @Nullable Integer dbpMmHg) {}
