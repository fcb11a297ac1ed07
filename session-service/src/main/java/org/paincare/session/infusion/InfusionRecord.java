package org.paincare.session.infusion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.session.infusion.InfusionEntry.Bolus;
import org.paincare.session.infusion.InfusionEntry.Pause;
import org.paincare.session.infusion.InfusionEntry.RateChange;
import org.paincare.session.infusion.InfusionEntry.Resume;
import org.paincare.session.infusion.InfusionEntry.Start;
import org.paincare.session.infusion.InfusionEntry.Stop;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.quantity.MillilitresPerHour;

/**
 * The append-only series of one infusion and the arithmetic over it. Immutable; times are those of the bedside.
 *
 * @param concentration of the preparation in the pump
 */
public record InfusionRecord(MilligramsPerMillilitre concentration, List<InfusionEntry> entries) {

    private static final Fraction NANOS_PER_HOUR = Fraction.of(3_600_000_000_000L);

    public InfusionRecord {
        entries = List.copyOf(entries);
        var before = new ArrayList<InfusionEntry>();
        for (InfusionEntry entry : entries) {
            InfusionRefusal refusal = refusal(before, entry);
            if (refusal != null) {
                throw new IllegalArgumentException("entry " + before.size() + ": " + refusal);
            }
            before.add(entry);
        }
    }

    public static InfusionRecord empty(MilligramsPerMillilitre concentration) {
        return new InfusionRecord(concentration, List.of());
    }

    /** Why the entry cannot follow; empty if it can. */
    public Optional<InfusionRefusal> check(InfusionEntry entry) {
        return Optional.ofNullable(refusal(entries, entry));
    }

    /** @throws IllegalArgumentException if {@link #check} has a refusal */
    public InfusionRecord with(InfusionEntry entry) {
        var longer = new ArrayList<>(entries);
        longer.add(entry);
        return new InfusionRecord(concentration, longer);
    }

    /** The rate the pump is set to; zero before the start and after the stop, kept during a pause. */
    public MillilitresPerHour rate() {
        MillilitresPerHour rate = MillilitresPerHour.ZERO;
        for (InfusionEntry entry : entries) {
            rate = switch (entry) {
                case Start start -> start.rate();
                case RateChange change -> change.rate();
                case Stop stop -> MillilitresPerHour.ZERO;
                case Pause pause -> rate;
                case Resume resume -> rate;
                case Bolus bolus -> rate;
            };
        }
        return rate;
    }

    public boolean isRunning() {
        return phase(entries) == Phase.RUNNING;
    }

    public boolean isPaused() {
        return phase(entries) == Phase.PAUSED;
    }

    public Optional<Stop> stopped() {
        return !entries.isEmpty() && entries.getLast() instanceof Stop stop ? Optional.of(stop) : Optional.empty();
    }

    /** When the rate last rose, the start included: what the interval between steps is counted from. */
    public Optional<Instant> lastRise() {
        Instant last = null;
        MillilitresPerHour rate = MillilitresPerHour.ZERO;
        for (InfusionEntry entry : entries) {
            MillilitresPerHour next = switch (entry) {
                case Start start -> start.rate();
                case RateChange change -> change.rate();
                case Pause pause -> rate;
                case Resume resume -> rate;
                case Bolus bolus -> rate;
                case Stop stop -> rate;
            };
            last = next.isMoreThan(rate) ? entry.occurredAt() : last;
            rate = next;
        }
        return Optional.ofNullable(last);
    }

    /** What was given up to {@code until}; entries after it do not count, a stop ends the counting. */
    public InfusionTotals totals(Instant until) {
        var sum = new Sum();
        for (InfusionEntry entry : entries) {
            if (entry.occurredAt().isAfter(until)) {
                break;
            }
            sum.upTo(entry.occurredAt());
            sum.apply(entry);
        }
        sum.upTo(until);
        return new InfusionTotals(sum.volume.at(concentration), sum.volume, sum.boluses, sum.running, sum.paused);
    }

    /**
     * When the amount given reaches {@code mg} if nothing changes: the moment by which the pump has to be stopped.
     * Empty if it is not running, or never gets there.
     */
    public Optional<Instant> reaches(Milligrams mg, Instant now) {
        Milligrams given = totals(now).given();
        if (!given.isLessThan(mg)) {
            return Optional.of(now);
        }
        if (!isRunning() || rate().isZero()) {
            return Optional.empty();
        }
        Fraction hours =
                mg.minus(given).exact().dividedBy(rate().at(concentration).exact());
        return Optional.of(now.plusNanos(hours.times(NANOS_PER_HOUR).floor().longValueExact()));
    }

    private enum Phase {
        NOT_STARTED,
        RUNNING,
        PAUSED,
        STOPPED
    }

    private static Phase phase(List<InfusionEntry> entries) {
        for (InfusionEntry entry : entries.reversed()) {
            switch (entry) {
                case Start start -> {
                    return Phase.RUNNING;
                }
                case Resume resume -> {
                    return Phase.RUNNING;
                }
                case Pause pause -> {
                    return Phase.PAUSED;
                }
                case Stop stop -> {
                    return Phase.STOPPED;
                }
                case RateChange change -> {}
                case Bolus bolus -> {}
            }
        }
        return Phase.NOT_STARTED;
    }

    private static @Nullable InfusionRefusal refusal(List<InfusionEntry> before, InfusionEntry entry) {
        Phase phase = phase(before);
        if (phase == Phase.STOPPED) {
            return InfusionRefusal.ALREADY_STOPPED;
        }
        if (phase == Phase.NOT_STARTED) {
            return entry instanceof Start ? null : InfusionRefusal.NOT_STARTED;
        }
        if (entry.occurredAt().isBefore(before.getLast().occurredAt())) {
            return InfusionRefusal.OUT_OF_ORDER;
        }
        return switch (entry) {
            case Start start -> InfusionRefusal.ALREADY_STARTED;
            case Pause pause -> phase == Phase.PAUSED ? InfusionRefusal.ALREADY_PAUSED : null;
            case Resume resume -> phase == Phase.PAUSED ? null : InfusionRefusal.NOT_PAUSED;
            case Bolus bolus -> phase == Phase.PAUSED ? InfusionRefusal.PAUSED : null;
            case RateChange change -> null;
            case Stop stop -> null;
        };
    }

    /** Runs through the series once; not shared. */
    private static final class Sum {
        private Millilitres volume = Millilitres.ZERO;
        private Millilitres boluses = Millilitres.ZERO;
        private Duration running = Duration.ZERO;
        private Duration paused = Duration.ZERO;
        private MillilitresPerHour rate = MillilitresPerHour.ZERO;
        private Phase phase = Phase.NOT_STARTED;
        private Instant at = Instant.MIN;

        void upTo(Instant until) {
            switch (phase) {
                case RUNNING -> {
                    Duration passed = Duration.between(at, until);
                    volume = volume.plus(rate.over(passed));
                    running = running.plus(passed);
                }
                case PAUSED -> paused = paused.plus(Duration.between(at, until));
                case NOT_STARTED, STOPPED -> {}
            }
            at = until;
        }

        void apply(InfusionEntry entry) {
            switch (entry) {
                case Start start -> {
                    phase = Phase.RUNNING;
                    rate = start.rate();
                }
                case RateChange change -> rate = change.rate();
                case Pause pause -> phase = Phase.PAUSED;
                case Resume resume -> phase = Phase.RUNNING;
                case Stop stop -> phase = Phase.STOPPED;
                case Bolus bolus -> {
                    volume = volume.plus(bolus.volume());
                    boluses = boluses.plus(bolus.volume());
                }
            }
        }
    }
}
