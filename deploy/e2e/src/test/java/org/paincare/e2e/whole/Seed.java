package org.paincare.e2e.whole;

/**
 * Where a test's randomness starts: {@code -Dpaincare.seed=N}, else the clock. Printed, so that a failed run can be
 * repeated with the same requests (not with the same timing).
 */
public final class Seed {

    private Seed() {}

    public static long of(String test) {
        String given = System.getProperty("paincare.seed", "");
        long seed = given.isBlank() ? System.nanoTime() & 0xFFFF_FFFFL : Long.parseLong(given);
        System.out.println(test + ": seed " + seed);
        return seed;
    }
}
