package org.paincare.session.observing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.Signatures;
import org.paincare.session.StoredJson;
import org.paincare.session.alarm.AlarmChange;
import org.paincare.session.alarm.ReadingTime;
import org.paincare.session.device.DeviceRegistry;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.Sign;

/**
 * Readings sent together for one session. Each has its id from the beginning, so that trying again names the same things.
 *
 * @param together all or none; else each on its own
 */
record ReadingBatch(UUID clinic, UUID session, boolean together, Instant now, List<Item> items) {

    /**
     * One thing that was sent.
     *
     * @param at      its pointer in what was sent
     * @param from    who sends it, once that was asked
     * @param entry   of a tablet's record that brought it, where one did
     * @param refused why it is none, where it is not readable as one
     */
    record Item(
            UUID id,
            String at,
            ObservationJson.@Nullable Reading reading,
            DeviceRegistry.@Nullable Admission from,
            @Nullable Number entry,
            @Nullable Problem refused) {

        static Item of(String at, ObservationJson.Reading reading) {
            return new Item(Ids.next(), at, reading, null, null, null);
        }

        static Item refused(Problem why) {
            return new Item(Ids.next(), "", null, null, null, why);
        }

        Item from(DeviceRegistry.Admission sender) {
            return new Item(id, at, reading, sender, entry, refused);
        }

        Item entered(Number number) {
            return new Item(id, at, reading, from, number, refused);
        }

        /** What it is known by: its device's number, or the tablet's. */
        @Nullable
        Number name() {
            var number = Number.of(reading);
            return number == null ? entry : number;
        }

        /** What a repeat is recognised by. */
        String hash(UUID session) {
            return Signatures.hash(session + "\n"
                    + StoredJson.write(Objects.requireNonNull(reading).measured()));
        }
    }

    /** A device's number for a reading, that of a tablet's entry, or of a place in a request that may come twice. */
    record Number(String device, String boot, long sequence) {
        /** No device has a name with a space. */
        private static final String TABLET = "offline entry";

        private static final String REQUEST = "request key";

        /** @param place of the reading in what was sent */
        static Number ofRequest(UUID caller, UUID session, String key, int place) {
            return new Number(REQUEST, Signatures.hash(caller + "\n" + session + "\n" + key), place);
        }

        static Number ofTablet(String clientId, long sequence) {
            return new Number(TABLET, clientId, sequence);
        }

        static @Nullable Number of(ObservationJson.@Nullable Reading reading) {
            return reading == null || reading.device() == null
                    ? null
                    : new Number(
                            reading.device().id(),
                            reading.device().boot(),
                            reading.device().sequence());
        }
    }

    /** What was taken under a number before. */
    record Taken(String hash, UUID observation) {}

    /** The numbers known of those that were sent, and those that this batch claims. */
    static final class Numbers {
        private final Map<Number, Taken> taken;

        Numbers(Map<Number, Taken> before) {
            taken = new HashMap<>(before);
        }

        /** What took the number before; null where it is free, and now this item's. */
        @Nullable
        Taken claim(Number number, String hash, UUID observation) {
            return taken.putIfAbsent(number, new Taken(hash, observation));
        }
    }

    /** What came of an item: refused, a repeat of an earlier reading, or a reading that is taken. */
    record Checked(
            Item item,
            @Nullable Problem refused,
            @Nullable UUID repeats,
            @Nullable Taking taking) {}

    /** A reading about to be taken. */
    record Taking(
            ObservationJson.Reading reading,
            Map<Sign, BigDecimal> values,
            boolean flat,
            @Nullable Number number,
            @Nullable String hash,
            ReadingTime time) {}

    /**
     * A reading that was judged.
     *
     * @param today the baseline that it was judged by
     */
    record Judged(
            Item item,
            Taking taking,
            boolean late,
            boolean beforeDrug,
            Evaluation evaluation,
            Map<Sign, BigDecimal> today,
            List<AlarmChange> changes,
            List<UUID> alarmIds) {}
}
