package org.paincare.session.timeline;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.timeline.TimelineWords.Kind;

/**
 * One thing on record.
 *
 * @param at         when it happened
 * @param recordedAt when it was written down
 * @param values     what fills the words
 */
record Recorded(
        Kind kind,
        Instant at,
        Instant recordedAt,
        @Nullable UUID by,
        @Nullable String byName,
        @Nullable UUID id,
        Map<String, String> values) {

    /** Reads a row whose columns have the names that {@link Records} gives them; columns that are not there stay empty. */
    static final class Row {

        private final ResultSet row;
        private final Map<String, String> values = new HashMap<>();

        Row(ResultSet row) {
            this.row = row;
        }

        ResultSet row() {
            return row;
        }

        /** The text of a column, empty where it is null. */
        Row value(String mark, String column) throws SQLException {
            var text = row.getString(column);
            values.put(mark, text == null ? "" : text);
            return this;
        }

        Row decimal(String mark, String column) throws SQLException {
            return decimal(mark, column, "", "");
        }

        /** A number between words; nothing at all where it is null. */
        Row decimal(String mark, String column, String before, String after) throws SQLException {
            BigDecimal number = row.getBigDecimal(column);
            values.put(mark, number == null ? "" : before + Decimals.format(number) + after);
            return this;
        }

        /** The text of a column after a separator; nothing at all where it is null or empty. */
        Row after(String separator, String mark, String column) throws SQLException {
            var text = row.getString(column);
            values.put(mark, text == null || text.isBlank() ? "" : separator + text);
            return this;
        }

        Row is(String mark, String text) {
            values.put(mark, text);
            return this;
        }

        Recorded as(Kind kind) throws SQLException {
            var at = row.getObject("at", OffsetDateTime.class).toInstant();
            var recorded = row.getObject("recorded", OffsetDateTime.class);
            return new Recorded(
                    kind,
                    at,
                    recorded == null ? at : recorded.toInstant(),
                    row.getObject("by_id", UUID.class),
                    row.getString("by_name"),
                    row.getObject("item", UUID.class),
                    Map.copyOf(values));
        }
    }
}
