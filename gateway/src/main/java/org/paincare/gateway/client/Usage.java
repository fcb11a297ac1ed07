package org.paincare.gateway.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.limit.Limits;
import org.paincare.gateway.route.Lane;

/**
 * What registered clients asked for, counted in memory and written in batches, never while somebody waits. What is written
 * is this process' whole count of the day, so that a batch sent again counts once and a batch that failed is made up for by
 * the next; only what was counted after the last batch of a process that dies is lost.
 */
@Singleton
class Usage {

    /** What is counted apart. */
    record Series(UUID clinic, UUID client, LocalDate day, Lane lane, int statusClass) {}

    /** One line of a report. */
    record Line(LocalDate day, Lane lane, int statusClass, long requests) {}

    private record Monthly(UUID clinic, UUID client, YearMonth month) {}

    private static final String WRITE =
            "INSERT INTO api_usage (clinic_id, api_client, day, lane, status_class, process,"
                    + " requests) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, api_client, day, lane, status_class,"
                    + " process) DO UPDATE SET requests = greatest(api_usage.requests, excluded.requests)";

    private final UUID process = UUID.randomUUID();
    private final InstantSource clock;
    private final Counter failures;
    private final Counter lost;
    private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Monthly, LongAdder> months = new ConcurrentHashMap<>();
    private final Map<Series, Long> written = new HashMap<>();
    private volatile Map<Monthly, Long> elsewhere = Map.of();

    @Inject
    Usage(MeterRegistry meters) {
        this(InstantSource.system(), meters);
    }

    Usage(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.failures = Counter.builder("gateway.usage.flush.failures")
                .description("Batches of usage that could not be written; the next makes up for them")
                .register(meters);
        this.lost = Counter.builder("gateway.usage.lost.requests")
                .description("Requests whose usage was not written when the process ended")
                .register(meters);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    void count(ApiClient client, Lane lane, int status) {
        LocalDate day = today();
        counts.computeIfAbsent(
                        new Series(client.clinicId(), client.id(), day, lane, Math.clamp(status / 100, 1, 5)),
                        s -> new LongAdder())
                .increment();
        if (lane != Lane.BEDSIDE) {
            months.computeIfAbsent(
                            new Monthly(client.clinicId(), client.id(), YearMonth.from(day)), m -> new LongAdder())
                    .increment();
        }
    }

    /** What is left of a client's month, null where it has no quota. What runs at this moment is not counted yet. */
    Limits.@Nullable Month month(ApiClient client) {
        Long quota = client.terms().monthlyQuota();
        if (quota == null) {
            return null;
        }
        Instant now = clock.instant();
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        Instant begin = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Limits.Month(
                quota,
                Math.max(0, quota - used(client, month)),
                Duration.between(begin, end).toSeconds(),
                Math.max(1, Duration.between(now, end).toSeconds()));
    }

    /** Requests of the month but for the bedside: of this process to the last one, of others as they were last written. */
    long used(ApiClient client, YearMonth month) {
        var key = new Monthly(client.clinicId(), client.id(), month);
        LongAdder here = months.get(key);
        return elsewhere.getOrDefault(key, 0L) + (here == null ? 0 : here.sum());
    }

    /** Reads what other processes, and those before this one, have counted this month. */
    void readElsewhere(Connection connection) throws SQLException {
        YearMonth month = YearMonth.from(today());
        var read = new HashMap<Monthly, Long>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT clinic_id, api_client, sum(requests) FROM api_usage WHERE day >= ? AND day < ? AND process <> ?"
                        + " AND lane <> 'BEDSIDE' GROUP BY clinic_id, api_client")) {
            ClientStore.set(select, month.atDay(1), month.plusMonths(1).atDay(1), process);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    read.put(
                            new Monthly(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), month),
                            rows.getLong(3));
                }
            }
        }
        elsewhere = Map.copyOf(read);
        months.keySet().removeIf(key -> key.month().isBefore(month));
    }

    /** Writes what has grown since the last time; one at a time. */
    synchronized void flush(ClientDatabase database) throws SQLException {
        Map<Series, Long> grown = grown();
        if (grown.isEmpty()) {
            return;
        }
        try {
            database.inTransaction(connection -> {
                try (PreparedStatement write = connection.prepareStatement(WRITE)) {
                    for (Map.Entry<Series, Long> each : grown.entrySet()) {
                        Series series = each.getKey();
                        ClientDatabase.enter(connection, series.clinic());
                        ClientStore.set(
                                write,
                                series.clinic(),
                                series.client(),
                                series.day(),
                                series.lane().name(),
                                series.statusClass(),
                                process,
                                each.getValue());
                        write.executeUpdate();
                    }
                }
                return null;
            });
        } catch (SQLException | RuntimeException e) {
            failures.increment();
            throw e;
        }
        written.putAll(grown);
        forgetEarlierDays();
    }

    private Map<Series, Long> grown() {
        var grown = new HashMap<Series, Long>();
        counts.forEach((series, count) -> {
            long now = count.sum();
            if (now > written.getOrDefault(series, 0L)) {
                grown.put(series, now);
            }
        });
        return grown;
    }

    /** Yesterday's last requests may still be counted while today's first are; the day before is over. */
    private void forgetEarlierDays() {
        LocalDate yesterday = today().minusDays(1);
        counts.keySet().removeIf(series -> series.day().isBefore(yesterday));
        written.keySet().removeIf(series -> series.day().isBefore(yesterday));
    }

    /** The last batch of this process; what it does not get written is counted as lost. */
    synchronized long flushLast(ClientDatabase database) {
        try {
            flush(database);
            return 0;
        } catch (SQLException | RuntimeException e) {
            long missing = grown().entrySet().stream()
                    .mapToLong(each -> each.getValue() - written.getOrDefault(each.getKey(), 0L))
                    .sum();
            lost.increment(missing);
            return missing;
        }
    }

    /** What one client did, both days included, as it is written. */
    List<Line> report(Connection connection, UUID clinic, UUID client, LocalDate from, LocalDate to)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT day, lane, status_class, sum(requests) FROM api_usage"
                        + " WHERE clinic_id = ? AND api_client = ? AND day BETWEEN ? AND ?"
                        + " GROUP BY day, lane, status_class ORDER BY day, lane, status_class")) {
            ClientStore.set(select, clinic, client, from, to);
            try (ResultSet rows = select.executeQuery()) {
                var lines = new ArrayList<Line>();
                while (rows.next()) {
                    lines.add(new Line(
                            rows.getObject(1, LocalDate.class),
                            Lane.valueOf(rows.getString(2)),
                            rows.getInt(3),
                            rows.getLong(4)));
                }
                return lines;
            }
        }
    }
}
