package org.paincare.gateway.compose;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where an item stands in a list: its time, and its id among those of one time. */
record ItemKey(Instant at, String id) implements Comparable<ItemKey> {

    private static final int MAX_ID = 64;
    private static final Comparator<ItemKey> ORDER =
            Comparator.comparing(ItemKey::at).thenComparing(ItemKey::id);

    /** @throws RuntimeException where one of them is not there or has another form */
    static ItemKey of(String time, @Nullable String id) {
        if (id == null || id.length() > MAX_ID) {
            throw new IllegalArgumentException("an item has an id");
        }
        return new ItemKey(OffsetDateTime.parse(time).toInstant(), id.toLowerCase(Locale.ROOT));
    }

    static ItemKey of(JsonObject item, String by) {
        return of(item.getString(by), item.getString("id"));
    }

    /** Ids compare as text: for UUIDs in lower case the order of the database. */
    @Override
    public int compareTo(ItemKey other) {
        return ORDER.compare(this, other);
    }
}
