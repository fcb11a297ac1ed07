package org.paincare.local.monitor;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a patient's sensors say, second by second. The same profile, seed and second always give the same, in whatever
 * order they are asked for.
 *
 * @param restingSpo2Percent of this patient at this altitude: 94 in Bogotá, 97 at the sea
 */
public record Trace(Profile profile, long seed, int restingSpo2Percent) {

    private static final int ONSET = 30;
    private static final int CUFF_EVERY = 30;
    private static final int FALLS_BACK_AT = 20;
    private static final int JUMPS_AHEAD_AT = 40;
    private static final int SECONDS_A_POINT = 4;
    private static final int LOWEST_SPO2 = 80;
    private static final int HIGHEST_SYSTOLIC = 196;
    private static final int SYSTOLIC = 124;
    private static final int DIASTOLIC = 78;
    private static final int HEART_RATE = 72;
    private static final int BREATHS = 14;

    /** Empty where the sensors say nothing. */
    public Optional<Sample> at(int second) {
        if (profile == Profile.CABLE_OFF && second >= ONSET) {
            return Optional.empty();
        }
        var random = new SplittableRandom(seed * 1_000_003 + second);
        var spo2 = spo2(second, random);
        var heart = HEART_RATE + jitter(random, 3);
        var breaths = BREATHS + jitter(random, 1);
        if (second % CUFF_EVERY != 0) {
            return Optional.of(new Sample(spo2, heart, breaths, null, null));
        }
        var climbed = profile == Profile.HYPERTENSIVE_DRIFT ? Math.max(0, second - ONSET) / 2 : 0;
        var systolic = Math.min(HIGHEST_SYSTOLIC, SYSTOLIC + jitter(random, 3) + climbed);
        var diastolic = Math.min(systolic - 40, DIASTOLIC + jitter(random, 2) + climbed / 2);
        return Optional.of(new Sample(spo2, heart, breaths, systolic, diastolic));
    }

    private int spo2(int second, SplittableRandom random) {
        var fallen = profile == Profile.DESATURATION ? Math.max(0, second - ONSET) / SECONDS_A_POINT : 0;
        return Math.max(LOWEST_SPO2, Math.min(100, restingSpo2Percent + jitter(random, 1) - fallen));
    }

    private static int jitter(SplittableRandom random, int most) {
        return random.nextInt(-most, most + 1);
    }

    /** How far the monitor's clock is from the truth at that second. */
    public Duration clockError(int second) {
        if (profile != Profile.CLOCK_JUMP || second < FALLS_BACK_AT) {
            return Duration.ZERO;
        }
        return second < JUMPS_AHEAD_AT ? Duration.ofDays(-3) : Duration.ofHours(2);
    }

    /** Whether it sends what it has at that second, or keeps it. */
    public boolean sendsAt(int second) {
        return profile != Profile.STORE_AND_FORWARD || second % ONSET == ONSET - 1;
    }
}
