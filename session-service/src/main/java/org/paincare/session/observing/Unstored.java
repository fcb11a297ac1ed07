package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was judged while the database was away, by number: an edge that sends it again, as it should, must not be told that
 * it is late because of itself. Of a session the newest are remembered, until a reading of it is stored.
 */
@ApplicationScoped
class Unstored {

    /** An hour of one monitor at one reading a second. */
    private static final int MOST = 3600;

    private record Key(UUID clinic, UUID session) {}

    private final Map<Key, Newest> judged = new ConcurrentHashMap<>();

    /** Numbers in the order in which they were judged. */
    private static final class Newest extends LinkedHashMap<ReadingBatch.Number, ReadingBatch.Taken> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ReadingBatch.Number, ReadingBatch.Taken> eldest) {
            return size() > MOST;
        }
    }

    /** What was judged before of these, and is not stored yet. */
    Map<ReadingBatch.Number, ReadingBatch.Taken> of(ReadingBatch batch) {
        var found = new HashMap<ReadingBatch.Number, ReadingBatch.Taken>();
        judged.computeIfPresent(new Key(batch.clinic(), batch.session()), (key, newest) -> {
            for (var item : batch.items()) {
                var name = item.name();
                if (name != null && newest.containsKey(name)) {
                    found.put(name, newest.get(name));
                }
            }
            return newest;
        });
        return found;
    }

    void judged(ReadingBatch batch, List<ReadingBatch.Judged> readings) {
        judged.compute(new Key(batch.clinic(), batch.session()), (key, known) -> {
            var newest = known == null ? new Newest() : known;
            for (var one : readings) {
                var name = one.item().name();
                var hash = one.taking().hash();
                if (name != null && hash != null) {
                    newest.put(name, new ReadingBatch.Taken(hash, one.item().id()));
                }
            }
            return newest.isEmpty() ? null : newest;
        });
    }

    /** The database is back: from now on it knows which numbers were taken. */
    void stored(ReadingBatch batch) {
        judged.remove(new Key(batch.clinic(), batch.session()));
    }
}
