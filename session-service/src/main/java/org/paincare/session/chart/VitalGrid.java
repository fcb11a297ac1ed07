package org.paincare.session.chart;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.observing.ReadingSpans;

/** A session's readings on a grid of equal times, computed where they are stored. Call inside a transaction. */
@ApplicationScoped
class VitalGrid {

    /** A week of minutes. */
    static final int MOST_CELLS = 10_080;

    /**
     * Parameters: length of a cell in seconds, then those of {@link ReadingSpans#OF_SESSION}. Reads one range of the index {@code observation_session} in
     * each of the session's months, in its order, so that nothing is sorted by time again.
     */
    static final String SELECT = select();

    private final Jdbc jdbc;
    private final ReadingSpans spans;

    VitalGrid(DataSource pool, ReadingSpans spans) {
        this.jdbc = new Jdbc(pool);
        this.spans = spans;
    }

    private static String select() {
        var columns = new StringJoiner(", ");
        for (var sign : Sign.values()) {
            var c = sign.name().toLowerCase(Locale.ROOT);
            columns.add("min(%1$s) AS %1$s_min".formatted(c))
                    .add("max(%1$s) AS %1$s_max".formatted(c))
                    .add("count(%1$s) AS %1$s_count".formatted(c))
                    .add(
                            "(array_agg(%1$s ORDER BY observed_at, id) FILTER (WHERE %1$s IS NOT NULL))[count(%1$s)] AS %1$s_last"
                                    .formatted(c));
        }
        return "SELECT date_bin(? * interval '1 second', observed_at, 'epoch'::timestamptz) AS cell, " + columns
                + ReadingSpans.OF_SESSION + " GROUP BY cell ORDER BY cell LIMIT "
                + (MOST_CELLS + 1);
    }

    /** One more than {@link #MOST_CELLS} where there are too many. */
    List<ChartJson.Cell> of(UUID session, int resolutionSeconds) {
        return jdbc.list(
                SELECT,
                VitalGrid::cell,
                Stream.concat(
                                Stream.of(resolutionSeconds),
                                Stream.of(spans.of(session).and()))
                        .toArray());
    }

    private static ChartJson.Cell cell(ResultSet row) throws SQLException {
        var signs = new LinkedHashMap<String, ChartJson.Readings>();
        for (var sign : Sign.values()) {
            var c = sign.name().toLowerCase(Locale.ROOT);
            var count = row.getLong(c + "_count");
            if (count > 0) {
                signs.put(
                        sign.name(),
                        new ChartJson.Readings(
                                row.getBigDecimal(c + "_min"),
                                row.getBigDecimal(c + "_max"),
                                row.getBigDecimal(c + "_last"),
                                count));
            }
        }
        return new ChartJson.Cell(Jdbc.instant(row, "cell"), signs);
    }
}
