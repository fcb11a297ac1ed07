package org.paincare.gateway.compose;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.route.Upstream;

/**
 * Merges what the services have of a list into one page. Each service's place in its own list is kept, so no item comes
 * twice or is passed over, however differently the parts grow; who could not answer goes on where it was.
 */
final class MergedPage {

    private MergedPage() {}

    /** @param ofOne whether a service that has not heard of the record has nothing of it */
    static JsonObject of(List<PartPages> parts, PageRequest asked, boolean ofOne) {
        var items = new JsonArray();
        while (items.size() < asked.limit() && parts.stream().noneMatch(PartPages::isExhausted)) {
            PartPages first = first(parts);
            if (first == null) {
                break;
            }
            items.add(first.next());
        }
        var body = new JsonObject().put("items", items);
        if (parts.stream().anyMatch(PartPages::hasMore)) {
            var next = new EnumMap<Upstream, PageRequest.Position>(Upstream.class);
            parts.forEach(part -> next.put(part.service(), part.position()));
            body.put("next", asked.cursor(next));
        }
        return body.put(
                "partial",
                Sections.partial(parts.stream().map(PartPages::answer).toList(), ofOne));
    }

    private static @Nullable PartPages first(List<PartPages> parts) {
        PartPages first = null;
        for (PartPages part : parts) {
            if (part.head() != null && (first == null || part.isBefore(first))) {
                first = part;
            }
        }
        return first;
    }
}
