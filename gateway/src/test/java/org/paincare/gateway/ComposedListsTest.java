package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.DemoUsers;

/** Lists that every service has a part of: one order, one cursor, each item once. */
@QuarkusTest
class ComposedListsTest extends WireTest {

    private static final String TIMELINE = PATIENT + "/timeline";
    private static final String TASKS = "/v1/tasks";
    private static final String TODAY = "/v1/clinics/0197a000-0000-7000-8000-00000000b060/today";
    private static final Comparator<JsonObject> LATEST_FIRST = Comparator.<JsonObject, String>comparing(
                    item -> item.getString("occurredAt"))
            .thenComparing(item -> item.getString("id"))
            .reversed();

    /** A service's own list, latest first, with keyset cursors as the services have them. */
    private static final class Keyset {
        final List<JsonObject> all = new CopyOnWriteArrayList<>();

        Keyset has(int minute, int id) {
            all.add(new JsonObject()
                    .put("id", "0197a000-0000-7000-8000-%012d".formatted(id))
                    .put("occurredAt", "2026-11-23T%02d:%02d:00Z".formatted(minute / 60, minute % 60)));
            return this;
        }

        void answer(WireServer.Received request, WireServer.Peer peer) throws Exception {
            var query = request.line().split(" ")[1].split("\\?")[1];
            int limit = Integer.parseInt(value(query, "limit"));
            var cursor = value(query, "cursor");
            var after = all.stream()
                    .sorted(LATEST_FIRST)
                    .filter(item -> cursor == null || key(item).compareTo(cursor) < 0)
                    .toList();
            var page = after.subList(0, Math.min(limit, after.size()));
            var body = new JsonObject().put("items", new JsonArray(page));
            if (after.size() > page.size()) {
                body.put("next", key(page.getLast()));
            }
            peer.json(200, body.encode());
        }

        private static String key(JsonObject item) {
            return item.getString("occurredAt").replaceAll("[^0-9]", "") + "_" + item.getString("id");
        }

        private static String value(String query, String name) {
            return Arrays.stream(query.split("&"))
                    .filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> pair.substring(name.length() + 1))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final Keyset registered = new Keyset();
    private final Keyset treated = new Keyset();
    private final Keyset answered = new Keyset();

    private void everybodyAnswers(String path) {
        patient.on(path, registered::answer);
        session.on(path, treated::answer);
        outcome.on(path, answered::answer);
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    private static String page(int limit, String next) {
        return TIMELINE + "?limit=" + limit
                + (next == null ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    @Test
    void everyItemComesOnceInOneOrderHoweverUnevenThePartsAndWhateverIsAddedMeanwhile() throws Exception {
        for (int i = 0; i < 40; i++) {
            treated.has(100 + i, i);
        }
        registered.has(5, 900).has(110, 901).has(110, 902).has(139, 903);
        answered.has(110, 20_000).has(300, 20_001);
        everybodyAnswers(TIMELINE);
        var expected = new ArrayList<JsonObject>();
        List.of(registered, treated, answered).forEach(part -> expected.addAll(part.all));
        expected.sort(LATEST_FIRST);

        for (int limit : new int[] {1, 3, 7, 45, 100}) {
            var read = new ArrayList<String>();
            String next = null;
            do {
                var page = json(get(page(limit, next)));
                assertThat(page.getJsonArray("partial")).isEmpty();
                assertThat(ids(page)).isNotEmpty();
                next = page.getString("next");
                assertThat(next == null || ids(page).size() == limit)
                        .as("a full page, but the last")
                        .isTrue();
                read.addAll(ids(page));
                treated.has(500 + limit, 30_000 + read.size());
            } while (next != null);

            assertThat(read)
                    .filteredOn(id -> !id.contains("0000000300") && !id.contains("0000000301"))
                    .containsExactlyElementsOf(
                            expected.stream().map(item -> item.getString("id")).toList());
            treated.all.removeIf(item -> item.getString("occurredAt").compareTo("2026-11-23T08:00") > 0);
        }
    }

    @Test
    void aServiceThatIsDownIsNamedAndALaterPageBringsWhatItHad() throws Exception {
        registered.has(50, 1).has(10, 2).has(9, 3);
        treated.has(40, 11).has(8, 12);
        answered.has(45, 21).has(7, 22);
        everybodyAnswers(TIMELINE);
        JsonObject first;
        outcome.down();
        try {
            first = json(get(page(2, null)));
        } finally {
            outcome.up();
        }

        assertThat(first.getJsonArray("partial").encode())
                .isEqualTo("[{\"service\":\"outcome\",\"code\":\"UPSTREAM_UNAVAILABLE\"}]");
        assertThat(ids(first)).hasSize(2);
        var rest = json(get(page(100, first.getString("next"))));
        assertThat(rest.getJsonArray("partial")).isEmpty();
        var all = new ArrayList<>(ids(first));
        all.addAll(ids(rest));
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aPartInAnotherFormIsMissingAndNothingOfItIsPassedOver() throws Exception {
        registered.has(50, 1);
        everybodyAnswers(TIMELINE);
        session.on(TIMELINE, (request, peer) -> peer.json(200, "{\"items\":[{\"id\":7}]}"));

        var page = json(get(TIMELINE));

        assertThat(ids(page)).hasSize(1);
        assertThat(page.getJsonArray("partial").encode())
                .isEqualTo("[{\"service\":\"session\",\"code\":\"UPSTREAM_FAILED\"}]");
    }

    @Test
    void aCursorFitsItsListItsFiltersAndItsCaller() throws Exception {
        treated.has(1, 1).has(2, 2).has(3, 3);
        everybodyAnswers(TIMELINE);
        everybodyAnswers(PATIENT.replace("0001", "0009") + "/timeline");
        var next = json(get(page(1, null))).getString("next");

        assertThat(get(page(1, next)).status()).isEqualTo(200);
        var stranger = "Authorization: Bearer " + tokens.of(DemoUsers.named("nurse@cartagena"));
        for (var wrong : List.of(
                page(1, next) + "&kind=SESSION_STEP",
                page(1, next).replace("0001", "0009"),
                page(1, next.substring(2)),
                page(1, "nonsense"),
                page(1, "e30"),
                page(1, next) + "&cursor=" + next,
                page(1, "A".repeat(7000)))) {
            var reply = get(wrong);
            assertThat(reply.status()).as(wrong).isEqualTo(400);
            assertThat(code(reply)).isEqualTo("INVALID_CURSOR");
        }
        try (Wire wire = wire()) {
            var reply = wire.write("GET " + page(1, next) + " HTTP/1.1\r\nHost: g\r\n" + stranger + "\r\n\r\n")
                    .reply();
            assertThat(code(reply)).isEqualTo("INVALID_CURSOR");
        }
        for (var limit : List.of("0", "101", "x", "-1", "1&limit=2", "1e1", "")) {
            assertThat(code(get(TIMELINE + "?limit=" + limit))).as(limit).isEqualTo("MALFORMED_PARAMETER");
        }
    }

    @Test
    void whatAServiceRefusesIsTheAnswerAndTheRegisterSaysWhoIsThere() throws Exception {
        everybodyAnswers(TIMELINE);
        registered.has(1, 1);
        outcome.on(TIMELINE, (request, peer) -> peer.json(404, "{}"));
        assertThat(json(get(TIMELINE + "?kind=A&kind=B&from=2026-01-01T00:00:00Z"))
                        .getJsonArray("partial"))
                .isEmpty();
        assertThat(URI.create(session.next().line().split(" ")[1]).getQuery())
                .contains("kind=A&kind=B")
                .contains("from=2026-01-01T00:00:00Z")
                .contains("limit=20");

        session.on(TIMELINE, (request, peer) -> peer.json(400, "{\"code\":\"MALFORMED_PARAMETER\"}"));
        assertThat(code(get(TIMELINE))).isEqualTo("MALFORMED_PARAMETER");

        session.on(TIMELINE, treated::answer);
        patient.on(TIMELINE, (request, peer) -> peer.json(404, "{}"));
        assertThat(code(get(TIMELINE))).isEqualTo("NOT_FOUND");
    }

    @Test
    void tasksAreOneListByDueTimeAndAServiceThatHasNoneYetIsNamed() throws Exception {
        patient.on(TASKS, (request, peer) -> peer.json(404, "{}"));
        session.on(
                TASKS,
                (request, peer) -> peer.json(200, "{\"items\":[{\"id\":\"b\",\"dueAt\":\"2026-11-23T10:00:00Z\"}]}"));
        outcome.on(
                TASKS,
                (request, peer) -> peer.json(200, "{\"items\":[{\"id\":\"c\",\"dueAt\":\"2026-11-23T09:00:00.5Z\"}]}"));

        var list = json(get(TASKS + "?assignee=NURSE"));

        assertThat(ids(list)).containsExactly("c", "b");
        assertThat(list.getJsonArray("partial").encode())
                .isEqualTo("[{\"service\":\"patient\",\"code\":\"NOT_FOUND\"}]");
        assertThat(outcome.next().line()).contains("assignee=NURSE");
    }

    @Test
    void aTaskIsReadAndDoneWhereItIsAndRaisedInSessionService() throws Exception {
        String task = TASKS + "/0197a000-0000-7000-8000-0000000000aa";
        patient.on(task, (request, peer) -> peer.json(404, "{}"));
        session.on(task, (request, peer) -> peer.json(404, "{}"));
        outcome.on(task, (request, peer) -> peer.json(200, "{\"id\":\"aa\"}"));
        outcome.on(task + "/completion", (request, peer) -> peer.json(200, "{\"done\":true}"));
        session.on(TASKS, (request, peer) -> peer.json(201, "{\"raised\":true}"));

        var done = post(task + "/completion", "{\"outcome\":\"called\"}", "If-Match: \"v1\"");

        assertThat(done.body()).isEqualTo("{\"done\":true}");
        assertThat(outcome.next().path()).isEqualTo(task);
        var command = outcome.next();
        assertThat(command.path()).isEqualTo(task + "/completion");
        assertThat(command.header("If-Match")).containsExactly("\"v1\"");
        assertThat(command.body()).asString().isEqualTo("{\"outcome\":\"called\"}");
        assertThat(json(get(task)).getString("id")).isEqualTo("aa");
        assertThat(post(TASKS, "{\"kind\":\"CALL_PATIENT\"}").status()).isEqualTo(201);
        String nobodys = TASKS + "/0197a000-0000-7000-8000-0000000000bb";
        for (WireServer service : List.of(patient, session, outcome)) {
            service.on(nobodys, (request, peer) -> peer.json(404, "{}"));
        }
        assertThat(post(nobodys + "/completion", "{}").status()).isEqualTo(404);
    }

    @Test
    void aDayIsMadeOfTheSectionsOfAll() throws Exception {
        patient.on(TODAY, (request, peer) -> peer.json(200, "{\"day\":\"2026-11-23\",\"zone\":\"America/Bogota\"}"));
        session.on(
                TODAY,
                (request, peer) -> peer.json(
                        200,
                        "{\"day\":\"2026-11-23\",\"sessions\":{\"items\":[{\"id\":\"s\"}],\"more\":false},"
                                + "\"tasks\":{\"items\":[{\"id\":\"t1\",\"dueAt\":\"2026-11-23T10:00:00Z\"}],\"more\":false}}"));
        outcome.on(
                TODAY,
                (request, peer) -> peer.json(
                        200,
                        "{\"tasks\":{\"items\":[{\"id\":\"t2\",\"dueAt\":\"2026-11-23T09:00:00Z\"}],\"more\":true}}"));

        var day = json(get(TODAY + "?day=2026-11-23"));

        assertThat(day.getString("zone")).isEqualTo("America/Bogota");
        assertThat(ids(day.getJsonObject("sessions"))).containsExactly("s");
        assertThat(ids(day.getJsonObject("tasks"))).containsExactly("t2", "t1");
        assertThat(day.getJsonObject("tasks").getBoolean("more")).isTrue();
        assertThat(day.getJsonArray("partial")).isEmpty();
        assertThat(outcome.next().line()).contains("?day=2026-11-23");

        session.on(TODAY, (request, peer) -> peer.json(503, "{}"));
        assertThat(json(get(TODAY)).getJsonArray("partial").encode())
                .isEqualTo("[{\"service\":\"session\",\"code\":\"UPSTREAM_BUSY\"}]");
        patient.on(TODAY, (request, peer) -> peer.json(404, "{}"));
        assertThat(get(TODAY).status()).isEqualTo(404);
    }
}
