package org.paincare.e2e.whole;

import java.time.Duration;
import java.util.Locale;

/**
 * How long faults last and how much load there is; every length of these tests stands here.
 *
 * <p>Chosen by the system property {@code paincare.tier}.
 */
public enum Tier {
    /** Part of every build: each fault at most 10 s. */
    TEST(
            Duration.ofSeconds(10),
            Duration.ofMillis(2_500),
            2,
            Duration.ofSeconds(4),
            Duration.ofSeconds(6),
            500,
            4,
            200,
            Duration.ofSeconds(6),
            20,
            100,
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            25,
            Duration.ofSeconds(5)),
    /** What we promise. */
    FAULTS(
            Duration.ofSeconds(60),
            Duration.ofSeconds(7),
            20,
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            16_700,
            100,
            200,
            Duration.ofSeconds(60),
            60,
            2_000,
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            500,
            Duration.ofSeconds(20));

    /** The tag of a test that has no short form: only {@code deploy/dev faults} runs it. */
    public static final String LONG = "long";

    /** R1: how long writes go on while services are killed. */
    public final Duration killing;
    /** R1: from one kill to the next. */
    public final Duration betweenKills;
    /** R2: how often the relay is killed between acknowledgement and mark. */
    public final int relayKills;
    /** R3: how long writes go on around the death of the postmaster. */
    public final Duration databaseWrites;
    /** R4: how long the broker stays down after it was killed. */
    public final Duration brokerDown;
    /** R13: fuzzed requests per service. */
    public final int fuzzedRequests;
    /** R14: how often one key is raced. */
    public final int keyRaces;
    /** R15: racers for one chair and time. */
    public final int racers;
    /** R5: how long a consumer is frozen. */
    public final Duration frozen;
    /** R4: alarms before the fault, and as many during it. */
    public final int alarms;
    /** R9: writes acknowledged over a bad network. */
    public final int writesOverBadNetwork;
    /** R8: how long outcome-service stays away. */
    public final Duration outcomeDown;
    /** R10: how long a disk stays full after the first write that it refused. */
    public final Duration diskFull;
    /** R12: slow callers of each kind. */
    public final int slowCallers;
    /** R11: how long the readers of two clinics go on. */
    public final Duration besideBusy;

    Tier(
            Duration killing,
            Duration betweenKills,
            int relayKills,
            Duration databaseWrites,
            Duration brokerDown,
            int fuzzedRequests,
            int keyRaces,
            int racers,
            Duration frozen,
            int alarms,
            int writesOverBadNetwork,
            Duration outcomeDown,
            Duration diskFull,
            int slowCallers,
            Duration besideBusy) {
        this.killing = killing;
        this.betweenKills = betweenKills;
        this.relayKills = relayKills;
        this.databaseWrites = databaseWrites;
        this.brokerDown = brokerDown;
        this.fuzzedRequests = fuzzedRequests;
        this.keyRaces = keyRaces;
        this.racers = racers;
        this.frozen = frozen;
        this.alarms = alarms;
        this.writesOverBadNetwork = writesOverBadNetwork;
        this.outcomeDown = outcomeDown;
        this.diskFull = diskFull;
        this.slowCallers = slowCallers;
        this.besideBusy = besideBusy;
    }

    public static Tier current() {
        return valueOf(System.getProperty("paincare.tier", "test").toUpperCase(Locale.ROOT));
    }
}
