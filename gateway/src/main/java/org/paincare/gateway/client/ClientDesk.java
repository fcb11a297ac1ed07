package org.paincare.gateway.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.Problem.Violation;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.ResourceKinds;
import org.paincare.gateway.settings.GatewaySettings;

/** What {@code /v1/api-clients} answers; blocking, on a thread that may. */
@Singleton
class ClientDesk {

    static final String ALL = "/v1/api-clients";
    static final String ONE = "/v1/api-clients/{apiClientId}";
    static final String USAGE = "/v1/api-clients/{apiClientId}/usage";

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_REPORT_DAYS = 92;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final Logger LOG = Logger.getLogger(ClientDesk.class);

    private final ClientDatabase database;
    private final ClientStore store;
    private final ClientAudit audit;
    private final RegistryUpkeep upkeep;
    private final Registry registry;
    private final Usage usage;
    private final Rights rights;
    private final ResourceKinds kinds;
    private final ClinicRegister clinics;
    private final boolean localPages;
    private final InstantSource clock = InstantSource.system();

    ClientDesk(
            ClientDatabase database,
            ClientStore store,
            ClientAudit audit,
            RegistryUpkeep upkeep,
            Registry registry,
            Usage usage,
            Rights rights,
            ResourceKinds kinds,
            ClinicRegister clinics,
            GatewaySettings settings) {
        this.database = database;
        this.store = store;
        this.audit = audit;
        this.upkeep = upkeep;
        this.registry = registry;
        this.usage = usage;
        this.rights = rights;
        this.kinds = kinds;
        this.clinics = clinics;
        this.localPages = settings.cors().localhost();
    }

    /** @throws Refused where it cannot be done */
    Reply answer(Ask ask) {
        if (!database.isPresent()) {
            throw Refused.with(ProblemCode.CLIENT_REGISTRY_UNAVAILABLE);
        }
        Rights.Reach reach = rights.reach(ask.holder(), "api-client", ask.reads() ? "read" : "write")
                .filter(found -> found == Rights.Reach.ALL || ask.holder().client() != null)
                .orElseThrow(() -> Refused.with(ProblemCode.FORBIDDEN));
        String only = reach == Rights.Reach.OWN ? ask.holder().client() : null;
        try {
            return switch (ask.template()) {
                case ALL -> ask.reads() ? list(ask, only) : register(ask);
                case ONE -> ask.reads() ? show(ask, only) : change(ask);
                case USAGE -> report(ask, only);
                default -> throw new IllegalStateException("no such path: " + ask.template());
            };
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw Refused.with(ProblemCode.REQUEST_IN_PROGRESS);
            }
            LOG.warnf("The registry of API clients cannot be reached: %s", e.getSQLState());
            throw Refused.with(ProblemCode.CLIENT_REGISTRY_UNAVAILABLE);
        }
    }

    private Reply list(Ask ask, @Nullable String only) throws SQLException {
        UUID clinic = ask.clinic(ask.parameter("clinicId"));
        int limit = limit(ask.parameter("limit"));
        UUID after = after(ask.parameter("cursor"));
        ApiClient.Status status = status(ask.parameter("status"));
        List<ApiClient> found = database.ofClinic(clinic, connection -> {
            audit.record(connection, ask, clinic, "API_CLIENTS_LISTED", null, null);
            return store.page(connection, clinic, only, after, status, limit + 1);
        });
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        var items = page.putArray("items");
        found.stream()
                .limit(limit)
                .forEach(client -> items.add(ClientJson.of(client).put("etag", client.etag())));
        if (found.size() <= limit) {
            return new Reply(200, Map.of(), page);
        }
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(found.get(limit - 1).id().toString().getBytes(StandardCharsets.US_ASCII));
        page.put("next", cursor);
        var next = new StringBuilder(ALL)
                .append("?limit=")
                .append(limit)
                .append("&cursor=")
                .append(cursor);
        if (ask.parameter("clinicId") != null) {
            next.append("&clinicId=").append(clinic);
        }
        if (status != null) {
            next.append("&status=").append(status);
        }
        return new Reply(200, Map.of("Link", "<" + next + ">; rel=\"next\""), page);
    }

    private Reply show(Ask ask, @Nullable String only) throws SQLException {
        UUID clinic = ask.clinic(ask.parameter("clinicId"));
        ApiClient client = database.ofClinic(clinic, connection -> {
            ApiClient found = found(connection, clinic, ask.clientId(), only);
            audit.record(connection, ask, clinic, "API_CLIENT_READ", found.id(), null);
            return found;
        });
        if (client.etag().equals(ask.headers().get(HttpHeaders.IF_NONE_MATCH))) {
            return new Reply(304, Map.of("ETag", client.etag()), null);
        }
        return shown(200, client);
    }

    private static Reply shown(int status, ApiClient client) {
        var headers = status == 201
                ? Map.of("ETag", client.etag(), "Location", ALL + "/" + client.id())
                : Map.of("ETag", client.etag());
        return new Reply(status, headers, ClientJson.of(client));
    }

    private ApiClient found(Connection connection, UUID clinic, UUID id) throws SQLException {
        return store.find(connection, clinic, id).orElseThrow(() -> Refused.with(ProblemCode.NOT_FOUND));
    }

    /** @param only the client that is seen alone, null where all are */
    private ApiClient found(Connection connection, UUID clinic, UUID id, @Nullable String only) throws SQLException {
        ApiClient found = found(connection, clinic, id);
        if (only != null && !only.equals(found.clientId())) {
            throw Refused.with(ProblemCode.NOT_FOUND);
        }
        return found;
    }

    private Reply register(Ask ask) throws SQLException {
        requireMediaType(ask, List.of("application/json"));
        String key = ask.idempotencyKey();
        ClientForm.Registration wished =
                new ClientForm(kinds.names(), localPages, ClientForm.read(ask.body())).registration();
        UUID clinic = ask.clinic(wished.clinicId());
        if (registry.isFirstParty(wished.clientId())) {
            throw Refused.with(
                    ProblemCode.VALIDATION_FAILED, List.of(new Violation("/clientId", ProblemCode.INVALID_VALUE)));
        }
        clinics.mustKnow(ask, clinic);
        Instant now = now();
        ApiClient made = database.ofClinic(clinic, connection -> {
            UUID first = key == null ? null : Repeats.claimed(connection, ask, clinic, key);
            if (first != null) {
                return store.version(connection, clinic, first, 1).orElseThrow();
            }
            UUID id = store.insert(connection, clinic, wished.clientId(), now)
                    .orElseThrow(() -> Refused.with(ProblemCode.CLIENT_ALREADY_REGISTERED));
            store.insertVersion(connection, clinic, id, 1, wished.terms(), now, ask.caller(), wished.reason());
            audit.record(connection, ask, clinic, "API_CLIENT_REGISTERED", id, wished.reason());
            if (key != null) {
                Repeats.answered(connection, ask, clinic, key, id);
            }
            return found(connection, clinic, id);
        });
        upkeep.readNow();
        return shown(201, made);
    }

    private Reply change(Ask ask) throws SQLException {
        requireMediaType(ask, List.of("application/json", "application/merge-patch+json"));
        UUID clinic = ask.clinic(ask.parameter("clinicId"));
        UUID id = ask.clientId();
        ObjectNode body = ClientForm.read(ask.body());
        Instant now = now();
        ApiClient changed;
        try {
            changed = database.ofClinic(clinic, connection -> {
                ApiClient current = found(connection, clinic, id);
                requireVersion(ask, current);
                ClientForm.Change change =
                        new ClientForm(kinds.names(), localPages, body).change(ClientJson.of(current));
                if (current.terms().status() == ApiClient.Status.REVOKED) {
                    throw Refused.with(ProblemCode.CLIENT_REVOKED);
                }
                store.insertVersion(
                        connection,
                        clinic,
                        id,
                        current.version() + 1,
                        change.terms(),
                        now,
                        ask.caller(),
                        change.reason());
                audit.record(connection, ask, clinic, "API_CLIENT_CHANGED", id, change.reason());
                return found(connection, clinic, id);
            });
        } catch (SQLException e) {
            if (ClientStore.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw Refused.stale(database.ofClinic(clinic, connection -> found(connection, clinic, id)));
            }
            throw e;
        }
        upkeep.readNow();
        return shown(200, changed);
    }

    private static void requireVersion(Ask ask, ApiClient current) {
        String match = ask.headers().get(HttpHeaders.IF_MATCH);
        if (match == null || match.isBlank()) {
            throw Refused.with(ProblemCode.PRECONDITION_REQUIRED);
        }
        if (List.of(match.split(",")).stream().noneMatch(tag -> tag.strip().equals(current.etag()))) {
            throw Refused.stale(current);
        }
    }

    private static void requireMediaType(Ask ask, List<String> taken) {
        String said = ask.headers().get(HttpHeaders.CONTENT_TYPE);
        String type = said == null ? "" : said.split(";", 2)[0].strip();
        if (taken.stream().noneMatch(type::equalsIgnoreCase)) {
            throw Refused.with(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private Reply report(Ask ask, @Nullable String only) throws SQLException {
        UUID clinic = ask.clinic(ask.parameter("clinicId"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate to = day(ask.parameter("to"), today);
        LocalDate from = day(ask.parameter("from"), to.withDayOfMonth(1));
        if (from.isAfter(to) || from.plusDays(LONGEST_REPORT_DAYS).isBefore(to)) {
            throw Refused.with(ProblemCode.MALFORMED_PARAMETER);
        }
        ObjectNode report = database.ofClinic(clinic, connection -> {
            ApiClient client = found(connection, clinic, ask.clientId(), only);
            audit.record(connection, ask, clinic, "API_CLIENT_USAGE_READ", client.id(), null);
            List<Usage.Line> lines = usage.report(connection, clinic, client.id(), from, to);
            YearMonth month = YearMonth.from(today);
            return ClientJson.report(client, from, to, lines, month, usage.used(client, month));
        });
        return new Reply(200, Map.of(), report);
    }

    private static LocalDate day(@Nullable String text, LocalDate usual) {
        if (text == null) {
            return usual;
        }
        try {
            LocalDate day = text.length() == 10 ? LocalDate.parse(text) : null;
            if (day != null && day.getYear() >= 2000 && day.getYear() <= 2999) {
                return day;
            }
        } catch (DateTimeException e) {
            // No day: answered below.
        }
        throw Refused.with(ProblemCode.MALFORMED_PARAMETER);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL_PAGE;
        }
        int limit = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Refused.with(ProblemCode.MALFORMED_PARAMETER);
        }
        return limit;
    }

    private static @Nullable UUID after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return Ask.uuid(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1))
                    .orElseThrow(() -> Refused.with(ProblemCode.INVALID_CURSOR));
        } catch (IllegalArgumentException e) {
            throw Refused.with(ProblemCode.INVALID_CURSOR);
        }
    }

    private static ApiClient.@Nullable Status status(@Nullable String text) {
        try {
            return text == null ? null : ApiClient.Status.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Refused.with(ProblemCode.MALFORMED_PARAMETER);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
