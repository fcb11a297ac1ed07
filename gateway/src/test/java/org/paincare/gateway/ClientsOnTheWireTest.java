package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;
import org.paincare.testing.rules.RowSecurity;

/** The registry of API clients as its keepers and the clients themselves see it. */
@QuarkusTest
class ClientsOnTheWireTest extends WireTest {

    private static final String CLIENTS = "/v1/api-clients";
    private static final Identity ADMIN = DemoUsers.named("clinic-admin@bogota");
    private static final Identity OTHER_ADMIN = DemoUsers.named("clinic-admin@cartagena");
    private static final Identity OPS = Identity.ofService("operator").withRoles("ops");

    private final String clientId = "lab-" + UUID.randomUUID();

    private JsonObject registration() {
        return new JsonObject()
                .put("clientId", clientId)
                .put("name", "Laboratorio Ficticio")
                .put("contact", new JsonObject().put("name", "Mesa").put("email", "mesa@lab.example"))
                .put("scopes", new JsonArray().add("system/*.cruds"))
                .put("rateClass", "HIGH");
    }

    private Wire.Reply as(Identity who, String method, String target, String body, String... headers) throws Exception {
        return raw(method + " " + target + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + tokens.of(who) + "\r\n"
                + lines(headers) + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body);
    }

    private JsonObject registered(JsonObject wished) throws Exception {
        var reply = as(ADMIN, "POST", CLIENTS, wished.encode());
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return json(reply);
    }

    private Wire.Reply change(JsonObject client, int version, String patch) throws Exception {
        return as(ADMIN, "PATCH", CLIENTS + "/" + client.getString("id"), patch, "If-Match: \"v" + version + "\"");
    }

    /** What the client's own program sends. */
    private Wire.Reply program(DemoClinic clinic, String method, String path, String... headers) throws Exception {
        String token =
                tokens.changed(Identity.ofClient(clientId, "partner", clinic), claims -> claims.put("azp", clientId));
        return raw(method + " " + path + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + token + "\r\n"
                + lines(headers) + "Content-Length: 0\r\n\r\n");
    }

    @Test
    void aClientMayCallFromItsRegistrationToItsSuspensionAndNeverAfterItsRevocation() throws Exception {
        var before = program(DemoClinic.BOGOTA, "GET", PATIENT);
        var client = registered(registration());
        var after = program(DemoClinic.BOGOTA, "GET", PATIENT);
        var ofOtherClinic = program(DemoClinic.CARTAGENA, "GET", PATIENT);
        var unreasoned = change(client, 1, "{\"status\":\"SUSPENDED\"}");
        var suspended = change(client, 1, "{\"status\":\"SUSPENDED\",\"reason\":\"Key lost\"}");
        var meanwhile = program(DemoClinic.BOGOTA, "GET", PATIENT);
        var atTheBedside = program(DemoClinic.BOGOTA, "POST", OBSERVATIONS);
        var again = change(client, 2, "{\"status\":\"ACTIVE\"}");
        var back = program(DemoClinic.BOGOTA, "GET", PATIENT);
        var revoked = change(client, 3, "{\"status\":\"REVOKED\",\"reason\":\"Contract ended\"}");
        var raised = change(client, 4, "{\"status\":\"ACTIVE\"}");

        assertThat(before.status()).isEqualTo(403);
        assertThat(code(before)).isEqualTo("CLIENT_NOT_REGISTERED");
        assertThat(after.status()).isEqualTo(200);
        assertThat(code(ofOtherClinic)).isEqualTo("CLIENT_NOT_REGISTERED");
        assertThat(unreasoned.status()).isEqualTo(400);
        assertThat(unreasoned.body()).contains("\"pointer\":\"/reason\"", "VALUE_REQUIRED");
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
        assertThat(suspended.header("ETag")).containsExactly("\"v2\"");
        assertThat(code(meanwhile)).isEqualTo("CLIENT_NOT_ACTIVE");
        assertThat(code(atTheBedside)).isEqualTo("CLIENT_NOT_ACTIVE");
        assertThat(again.status()).isEqualTo(200);
        assertThat(json(again).containsKey("reason")).isFalse();
        assertThat(back.status()).isEqualTo(200);
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(raised.status()).isEqualTo(409);
        assertThat(code(raised)).isEqualTo("CLIENT_REVOKED");
    }

    @Test
    void theRegistrysScopesAndTheTokensMustBothAllowIt() throws Exception {
        registered(registration().put("scopes", new JsonArray().add("system/Patient.r")));

        assertThat(program(DemoClinic.BOGOTA, "GET", PATIENT).status()).isEqualTo(200);
        assertThat(code(program(DemoClinic.BOGOTA, "POST", PATIENT + "/facts"))).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(code(program(DemoClinic.BOGOTA, "POST", OBSERVATIONS))).isEqualTo("INSUFFICIENT_SCOPE");
    }

    @Test
    void whoeverIsNoKeeperOfTheRegistrySeesNothingOfIt() throws Exception {
        String one = CLIENTS + "/" + registered(registration()).getString("id");

        assertThat(code(as(PRESCRIBER, "GET", CLIENTS, ""))).isEqualTo("FORBIDDEN");
        assertThat(code(as(PRESCRIBER, "POST", CLIENTS, registration().encode())))
                .isEqualTo("FORBIDDEN");
        assertThat(as(OTHER_ADMIN, "GET", one, "").status()).isEqualTo(404);
        assertThat(as(OTHER_ADMIN, "GET", one + "/usage", "").status()).isEqualTo(404);
        assertThat(as(OTHER_ADMIN, "PATCH", one, "{\"name\":\"x\"}", "If-Match: \"v1\"")
                        .status())
                .isEqualTo(404);
        assertThat(as(OTHER_ADMIN, "GET", CLIENTS + "?clinicId=" + DemoClinic.BOGOTA.id(), "")
                        .status())
                .isEqualTo(404);
        assertThat(as(OTHER_ADMIN, "GET", CLIENTS + "?limit=100", "").body()).doesNotContain(clientId);
        assertThat(as(ADMIN, "GET", CLIENTS + "/nothing", "").status()).isEqualTo(404);
        assertThat(as(OPS, "GET", one, "").status()).isEqualTo(400);
        assertThat(as(OPS, "GET", one + "?clinicId=" + DemoClinic.BOGOTA.id(), "")
                        .status())
                .isEqualTo(200);
        try (Connection database = Outside.postgres().superuser("paincare_gateway")) {
            assertThat(RowSecurity.breaches(database, "gateway")).isEmpty();
        }
    }

    @Test
    void aChangeNeedsTheVersionItChangesAndOfTwoAtOnceOneWins() throws Exception {
        var client = registered(registration());
        String one = CLIENTS + "/" + client.getString("id");

        assertThat(as(ADMIN, "PATCH", one, "{\"name\":\"x\"}").status()).isEqualTo(428);
        assertThat(code(change(client, 1, "{\"clientId\":\"other\"}"))).isEqualTo("READ_ONLY");
        assertThat(code(change(client, 1, "{\"colour\":\"red\"}"))).isEqualTo("UNKNOWN_FIELD");
        assertThat(as(ADMIN, "PATCH", one, "{}", "If-Match: \"v1\"", "Content-Type: text/plain")
                        .status())
                .isBetween(400, 415);
        List<Integer> statuses;
        try (var both = Executors.newFixedThreadPool(2)) {
            Callable<Integer> rename =
                    () -> change(client, 1, "{\"name\":\"Otro\"}").status();
            statuses = both.invokeAll(List.of(rename, rename)).stream()
                    .map(done -> done.resultNow())
                    .sorted()
                    .toList();
        }
        assertThat(statuses).containsExactly(200, 412);
        var stale = change(client, 1, "{\"name\":\"Tercero\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).containsExactly("\"v2\"");
        assertThat(as(ADMIN, "GET", one, "", "If-None-Match: \"v2\"").status()).isEqualTo(304);
    }

    @Test
    void aRegistrationSentAgainIsDoneOnce() throws Exception {
        String body = registration().encode();
        String key = "Idempotency-Key: " + UUID.randomUUID();

        var first = as(ADMIN, "POST", CLIENTS, body, key);
        change(json(first), 1, "{\"name\":\"Otro\"}");
        var repeat = as(ADMIN, "POST", CLIENTS, body, key);
        var other = as(ADMIN, "POST", CLIENTS, registration().put("name", "y").encode(), key);
        var keyless = as(ADMIN, "POST", CLIENTS, body);
        var elsewhere = as(OTHER_ADMIN, "POST", CLIENTS, body, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(json(repeat)).isEqualTo(json(first));
        assertThat(code(other)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(keyless)).isEqualTo("CLIENT_ALREADY_REGISTERED");
        assertThat(elsewhere.status()).as("another clinic's own registration").isEqualTo(201);
    }

    @Test
    void theInstallationsOwnClientsAreNoClinicsToRegister() throws Exception {
        var reply = as(
                ADMIN,
                "POST",
                CLIENTS,
                registration().put("clientId", "paincare-frontend").encode());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"pointer\":\"/clientId\"");
    }

    @Test
    void theListGoesOnWhereItEndedAndTakesNoMadeUpCursor() throws Exception {
        registered(registration());
        var first = json(as(ADMIN, "GET", CLIENTS + "?limit=1", ""));
        var second = json(as(ADMIN, "GET", CLIENTS + "?limit=1&cursor=" + first.getString("next"), ""));

        assertThat(first.getJsonArray("items").getJsonObject(0).getString("id"))
                .isLessThan(second.getJsonArray("items").getJsonObject(0).getString("id"));
        for (String wrong :
                List.of("cursor=zzz", "limit=0", "limit=101", "limit=1&limit=2", "status=DEAD", "clinicId=x")) {
            assertThat(as(ADMIN, "GET", CLIENTS + "?" + wrong, "").status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void whatAClientUsedIsCountedAndItsMonthEndsButNotAtTheBedside() throws Exception {
        var client = registered(registration().put("monthlyQuota", 3));
        var first = program(DemoClinic.BOGOTA, "GET", PATIENT);
        program(DemoClinic.BOGOTA, "GET", PATIENT);
        program(DemoClinic.BOGOTA, "GET", "/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/staff");

        var over = program(DemoClinic.BOGOTA, "GET", PATIENT);
        var reading = program(DemoClinic.BOGOTA, "POST", OBSERVATIONS);

        assertThat(first.header("RateLimit-Policy").getFirst()).contains("\"month\";q=3;w=");
        assertThat(first.header("RateLimit").getFirst()).contains("\"month\";r=3;t=");
        assertThat(over.status()).isEqualTo(429);
        assertThat(code(over)).isEqualTo("QUOTA_EXCEEDED");
        assertThat(over.header("RateLimit").getFirst()).contains("\"month\";r=0;t=");
        assertThat(Long.parseLong(over.header("Retry-After").getFirst())).isPositive();
        assertThat(reading.status()).isEqualTo(200);
        assertThat(json(change(client, 1, "{\"monthlyQuota\":null}")).containsKey("monthlyQuota"))
                .isFalse();
        assertThat(program(DemoClinic.BOGOTA, "GET", PATIENT).status()).isEqualTo(200);

        JsonObject report = usage(client);
        for (int i = 0; i < 100 && report.getInteger("requests") < 6; i++) {
            report = usage(client);
        }
        assertThat(report.getJsonArray("items").stream()
                        .map(line -> ((JsonObject) line).getString("lane")
                                + ((JsonObject) line).getString("statusClass")
                                + ((JsonObject) line).getInteger("requests"))
                        .toList())
                .containsExactly("BEDSIDE2xx1", "NORMAL2xx3", "NORMAL4xx2");
        assertThat(report.getJsonObject("month").getInteger("requests")).isEqualTo(5);
        assertThat(as(ADMIN, "GET", CLIENTS + "/" + client.getString("id") + "/usage?from=2026-02-30", "")
                        .status())
                .isEqualTo(400);
        assertThat(as(ADMIN, "GET", CLIENTS + "/" + client.getString("id") + "/usage?from=2020-01-01", "")
                        .status())
                .isEqualTo(400);
    }

    private JsonObject usage(JsonObject client) throws Exception {
        return json(as(ADMIN, "GET", CLIENTS + "/" + client.getString("id") + "/usage", ""));
    }

    @Test
    void aPageMayCallOnlyWithTheTokensOfItsOwnClient() throws Exception {
        String page = "https://" + clientId + ".example";
        String preflight = "OPTIONS " + PATIENT
                + " HTTP/1.1\r\nHost: g\r\nAccess-Control-Request-Method: PUT\r\nOrigin: " + page + "\r\n\r\n";
        var before = raw(preflight);
        var client = registered(registration().put("origins", new JsonArray().add(page)));
        var allowed = raw(preflight);
        var own = program(DemoClinic.BOGOTA, "GET", PATIENT, "Origin: " + page);
        var foreign = program(DemoClinic.BOGOTA, "GET", PATIENT, "Origin: https://evil.example");
        change(client, 1, "{\"origins\":[\"https://moved.example\"]}");
        var moved = program(DemoClinic.BOGOTA, "GET", PATIENT, "Origin: " + page);

        assertThat(before.status()).isEqualTo(403);
        assertThat(code(before)).isEqualTo("ORIGIN_NOT_ALLOWED");
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("Access-Control-Allow-Origin")).containsExactly(page);
        assertThat(allowed.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(allowed.header("Vary")).contains("Origin");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.header("Access-Control-Allow-Origin")).containsExactly(page);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(moved.status()).isEqualTo(403);
        assertThat(code(moved)).isEqualTo("ORIGIN_NOT_ALLOWED");
        assertThat(moved.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(raw(preflight).status()).isEqualTo(403);
    }

    @Test
    void everyLookAndEveryChangeIsInTheAuditTrail() throws Exception {
        var client = registered(registration());
        change(client, 1, "{\"name\":\"Otro\",\"reason\":\"Renamed\"}");
        as(ADMIN, "GET", CLIENTS + "/" + client.getString("id"), "");

        try (Connection database = Outside.postgres().superuser("paincare_gateway");
                var rows = database.createStatement()
                        .executeQuery(
                                "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entry WHERE resource_id = '"
                                        + client.getString("id") + "' AND actor_id = '" + ADMIN.sub() + "'")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("API_CLIENT_REGISTERED API_CLIENT_CHANGED API_CLIENT_READ");
        }
    }

    @Test
    void noProgramIsRegisteredForAClinicThatIsNotThereOrThatNobodyCanTellOf() throws Exception {
        UUID nowhere = UUID.randomUUID();
        UUID untold = UUID.randomUUID();
        patient.on("/v1/clinics/" + nowhere, (request, peer) -> peer.json(404, "{}"));
        patient.on("/v1/clinics/" + untold, (request, peer) -> peer.json(503, "{}"));

        var unknown = as(
                OPS,
                "POST",
                CLIENTS,
                registration().put("clinicId", nowhere.toString()).encode());
        var unsure = as(
                OPS,
                "POST",
                CLIENTS,
                registration().put("clinicId", untold.toString()).encode());

        assertThat(code(unknown)).isEqualTo("NOT_FOUND");
        assertThat(unsure.status()).isEqualTo(503);
        try (Connection database = Outside.postgres().superuser("paincare_gateway");
                var rows = database.createStatement()
                        .executeQuery("SELECT count(*) FROM api_client WHERE clinic_id IN ('" + nowhere + "', '"
                                + untold + "')")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void aPartnerSeesItsOwnRegistrationAndAnAuditorReadsAllAndChangesNothing() throws Exception {
        var own = registered(registration());
        var other = registered(registration().put("clientId", "other-" + UUID.randomUUID()));
        Identity auditor = DemoUsers.named("auditor@bogota");
        String one = CLIENTS + "/" + own.getString("id");

        assertThat(program(DemoClinic.BOGOTA, "GET", one).status()).isEqualTo(200);
        assertThat(program(DemoClinic.BOGOTA, "GET", one + "/usage").status()).isEqualTo(200);
        var list = json(program(DemoClinic.BOGOTA, "GET", CLIENTS)).getJsonArray("items");
        assertThat(list).hasSize(1);
        assertThat(list.getJsonObject(0).getString("clientId")).isEqualTo(clientId);
        assertThat(program(DemoClinic.BOGOTA, "GET", CLIENTS + "/" + other.getString("id"))
                        .status())
                .isEqualTo(404);
        assertThat(code(program(DemoClinic.BOGOTA, "POST", CLIENTS))).isEqualTo("FORBIDDEN");
        assertThat(as(auditor, "GET", one, "").status()).isEqualTo(200);
        assertThat(code(as(auditor, "PATCH", one, "{\"name\":\"x\"}", "If-Match: \"v1\"")))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void theRegistrysAuditIsInASealedChainThatNoticesWhatASuperuserChanges() throws Exception {
        var client = registered(registration());
        var sealed = verification(part -> part.getInteger("unsealed") == 0);
        assertThat(sealed.getBoolean("verified")).isTrue();
        assertThat(sealed.getInteger("sealed")).isPositive();
        String reason = "UPDATE audit_entry SET reason = %s WHERE action = 'API_CLIENT_REGISTERED' AND resource_id = '"
                + client.getString("id") + "'";
        try (Connection database = Outside.postgres().superuser("paincare_gateway");
                var statement = database.createStatement()) {
            assertThat(statement.executeUpdate(reason.formatted("'forged'"))).isEqualTo(1);
            var forged = verification(part -> !part.getBoolean("verified"));
            assertThat(forged.getInteger("brokenAt")).isPositive();
            assertThat(statement.executeUpdate(reason.formatted("NULL"))).isEqualTo(1);
        }
        assertThat(verification(part -> true).getBoolean("verified")).isTrue();
    }

    /** The gateway's part of what an auditor is answered, once it is as said. */
    private JsonObject verification(java.util.function.Predicate<JsonObject> wanted) throws Exception {
        Identity auditor = DemoUsers.named("auditor@bogota");
        JsonObject part = new JsonObject();
        for (int i = 0; i < 100; i++) {
            var parts = json(as(auditor, "GET", "/v1/audit/verification", "")).getJsonArray("parts");
            assertThat(parts).hasSize(4);
            part = parts.getJsonObject(3);
            assertThat(part.getString("service")).isEqualTo("gateway");
            if (wanted.test(part)) {
                break;
            }
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50);
        }
        return part;
    }
}
