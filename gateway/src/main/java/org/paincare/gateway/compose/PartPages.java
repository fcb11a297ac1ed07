package org.paincare.gateway.compose;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Destination;
import org.paincare.gateway.route.Upstream;

/**
 * What one service still has of a list, read from where the page before ended: enough of it for a whole page, from one or
 * two pages of the service's own. One per request, on its event loop.
 */
final class PartPages {

    /** An item, the page of the service it came with, and where it stands there. */
    private record Waiting(
            JsonObject item,
            ItemKey key,
            @Nullable String page,
            @Nullable String nextPage) {}

    private final Upstream service;
    private final PageRequest asked;
    private final String by;
    private final Comparator<ItemKey> order;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Part answer;
    private PageRequest.Position position;
    private @Nullable String unread;

    PartPages(Upstream service, PageRequest asked, Destination.Pages order) {
        this.service = service;
        this.asked = asked;
        this.by = order.by();
        this.order = order.reversed() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        this.position = asked.from().getOrDefault(service, PageRequest.Position.BEGINNING);
        this.answer = new Part.Missing(service, ProblemCode.UPSTREAM_FAILED);
    }

    Upstream service() {
        return service;
    }

    /** What the service answered first, or what kept it from answering the rest. */
    Part answer() {
        return answer;
    }

    Future<PartPages> read(Function<String, Future<Part>> ask) {
        return ask.apply(asked.uri(position.cursor())).compose(first -> {
            take(first, position.cursor());
            String next = unread;
            return next != null && waiting.size() < asked.limit()
                    ? ask.apply(asked.uri(next)).map(second -> take(second, next))
                    : Future.succeededFuture(this);
        });
    }

    /** A page that cannot be read leaves the service where it was: nothing of it is shown, and nothing is passed over. */
    private PartPages take(Part part, @Nullable String page) {
        if (!(part instanceof Part.Given(var from, var body))) {
            if (answer instanceof Part.Given && part instanceof Part.Unknown) {
                answer = new Part.Missing(service, ProblemCode.UPSTREAM_FAILED);
            } else {
                answer = part;
            }
            return this;
        }
        try {
            List<Waiting> read = read(body, page);
            answer = part;
            unread = body.getString("next");
            if (read.isEmpty() && unread != null) {
                position = new PageRequest.Position(unread, null);
            }
            waiting.addAll(read);
        } catch (RuntimeException otherForm) {
            answer = new Part.Missing(service, ProblemCode.UPSTREAM_FAILED);
        }
        return this;
    }

    private List<Waiting> read(JsonObject body, @Nullable String page) {
        JsonArray items = body.getJsonArray("items");
        String next = body.getString("next");
        var all = new ArrayList<Waiting>();
        for (int i = 0; i < items.size(); i++) {
            JsonObject item = items.getJsonObject(i);
            all.add(new Waiting(item, ItemKey.of(item, by), page, i == items.size() - 1 ? next : null));
        }
        ItemKey after = position.after();
        if (after == null || !Objects.equals(page, position.cursor())) {
            return all;
        }
        return all.stream().filter(one -> order.compare(one.key(), after) > 0).toList();
    }

    /** Where the next item stands; null where there is none to show now. */
    @Nullable
    ItemKey head() {
        Waiting first = waiting.peek();
        return first == null || !isWhole() ? null : first.key();
    }

    /** Whether its next item comes first; both have one. */
    boolean isBefore(PartPages other) {
        return order.compare(waiting.element().key(), other.waiting.element().key()) < 0;
    }

    private boolean isWhole() {
        return answer instanceof Part.Given;
    }

    /** Takes the next item out; the list goes on after it. */
    JsonObject next() {
        Waiting taken = waiting.remove();
        position = taken.nextPage() == null
                ? new PageRequest.Position(taken.page(), taken.key())
                : new PageRequest.Position(taken.nextPage(), null);
        return taken.item();
    }

    /** Nothing that was read waits, but the service has more: what it has may come before what others have. */
    boolean isExhausted() {
        return isWhole() && waiting.isEmpty() && unread != null;
    }

    boolean hasMore() {
        return isWhole() && (!waiting.isEmpty() || unread != null);
    }

    PageRequest.Position position() {
        return position;
    }
}
