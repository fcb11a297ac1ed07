package org.paincare.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.limit.RateClass;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.route.RouteTableFile;
import org.paincare.gateway.settings.GatewaySettings;

class RegistryTest {

    private static final RouteTable ROUTES = RouteTableFile.fromResource("/routes.yaml");
    private static final Route PLANS = route("/v1/plans/7");
    private static final Route OBSERVATIONS = route("/v1/sessions/7/observations");
    private static final Route STOP = route("/v1/sessions/7/stop");
    private static final UUID HERE = UUID.fromString("0197a000-0000-7000-8000-00000000000a");
    private static final UUID ELSEWHERE = UUID.fromString("0197a000-0000-7000-8000-00000000000b");

    private long now = -7;
    private final Registry registry = registry(GatewaySettings.Unregistered.REFUSE);

    private Registry registry(GatewaySettings.Unregistered unregistered) {
        return new Registry(true, new AnHour(unregistered), () -> now);
    }

    private static Route route(String path) {
        return Objects.requireNonNull(ROUTES.find(path));
    }

    private static Holder partner(String client, UUID clinic) {
        return Holder.of(new JsonObject()
                .put("sub", "service-account")
                .put("azp", client)
                .put("roles", new JsonArray().add("partner"))
                .put("clinic_id", clinic.toString()));
    }

    private static ApiClient client(String clientId, ApiClient.Status status, String... origins) {
        return new ApiClient(
                UUID.randomUUID(),
                HERE,
                clientId,
                1,
                new ApiClient.Terms(
                        clientId,
                        new ApiClient.Contact("Mesa de ayuda", "ayuda@example.org"),
                        List.of("system/*.r"),
                        List.of(origins),
                        RateClass.STANDARD,
                        null,
                        status),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null);
    }

    private Optional<ProblemCode> refusal(String client, UUID clinic, Route route) {
        return registry.verdict(partner(client, clinic), route).refusal();
    }

    @Test
    void onlyWhatTheTokensOwnClinicHasRegisteredMayCall() {
        registry.read(List.of(client("lab", ApiClient.Status.ACTIVE)));

        assertThat(refusal("lab", HERE, PLANS)).isEmpty();
        assertThat(refusal("lab", ELSEWHERE, PLANS)).contains(ProblemCode.CLIENT_NOT_REGISTERED);
        assertThat(refusal("erp", HERE, PLANS)).contains(ProblemCode.CLIENT_NOT_REGISTERED);
        assertThat(refusal("new-monitor", HERE, OBSERVATIONS))
                .as("session-service knows its devices")
                .isEmpty();
        assertThat(registry.verdict(Holder.of(new JsonObject().put("sub", "x")), PLANS)
                        .refusal())
                .as("an issuer that names no client")
                .contains(ProblemCode.CLIENT_NOT_REGISTERED);
        assertThat(refusal("paincare-frontend", ELSEWHERE, PLANS))
                .as("the login of people")
                .isEmpty();
    }

    @Test
    void suspendedAndRevokedClientsAreRefusedAtTheBedsideToo() {
        registry.read(List.of(client("paused", ApiClient.Status.SUSPENDED), client("gone", ApiClient.Status.REVOKED)));

        assertThat(refusal("paused", HERE, PLANS)).contains(ProblemCode.CLIENT_NOT_ACTIVE);
        assertThat(refusal("gone", HERE, OBSERVATIONS)).contains(ProblemCode.CLIENT_NOT_ACTIVE);
    }

    @Test
    void whatWasReadGoesOnToCountAnHourAndTheBedsideForEver() {
        registry.read(List.of(client("lab", ApiClient.Status.ACTIVE), client("gone", ApiClient.Status.REVOKED)));
        now += Duration.ofHours(1).toNanos();
        assertThat(refusal("lab", HERE, PLANS)).isEmpty();

        now += 1;

        assertThat(refusal("lab", HERE, PLANS)).contains(ProblemCode.CLIENT_REGISTRY_UNAVAILABLE);
        assertThat(refusal("lab", HERE, OBSERVATIONS)).isEmpty();
        assertThat(refusal("new-monitor", HERE, OBSERVATIONS)).isEmpty();
        assertThat(refusal("lab", HERE, STOP)).isEmpty();
        assertThat(refusal("gone", HERE, OBSERVATIONS)).contains(ProblemCode.CLIENT_NOT_ACTIVE);
        assertThat(refusal("paincare-cli", HERE, PLANS)).isEmpty();
    }

    @Test
    void beforeTheFirstReadingOnlyTheBedsideAndTheInstallationsOwnMayCall() {
        assertThat(refusal("lab", HERE, PLANS)).contains(ProblemCode.CLIENT_REGISTRY_UNAVAILABLE);
        assertThat(refusal("lab", HERE, OBSERVATIONS)).isEmpty();
        assertThat(refusal("paincare-frontend", HERE, PLANS)).isEmpty();
    }

    @Test
    void whoeverAcceptsUnregisteredClientsStillRefusesWhatAClinicHasStopped() {
        Registry open = registry(GatewaySettings.Unregistered.ACCEPT);
        open.read(List.of(client("gone", ApiClient.Status.REVOKED)));

        assertThat(open.verdict(partner("erp", HERE), PLANS).refusal()).isEmpty();
        assertThat(open.verdict(partner("gone", HERE), PLANS).refusal()).contains(ProblemCode.CLIENT_NOT_ACTIVE);
    }

    @Test
    void withoutADatabaseThereIsNoRegistry() {
        var none = new Registry(false, new AnHour(GatewaySettings.Unregistered.REFUSE), () -> now);

        assertThat(none.verdict(partner("erp", HERE), PLANS).refusal()).isEmpty();
    }

    @Test
    void onlyPagesOfActiveClientsMayCall() {
        registry.read(List.of(
                client("lab", ApiClient.Status.ACTIVE, "https://lab.example"),
                client("gone", ApiClient.Status.REVOKED, "https://gone.example")));

        assertThat(registry.knowsOrigin("https://lab.example")).isTrue();
        assertThat(registry.knowsOrigin("https://gone.example")).isFalse();
    }

    private record AnHour(GatewaySettings.Unregistered unregistered) implements GatewaySettings.Clients {
        @Override
        public Set<String> firstParty() {
            return Set.of("paincare-frontend", "paincare-cli");
        }

        @Override
        public boolean migrate() {
            return true;
        }

        @Override
        public Duration sealEvery() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration walkEvery() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration refresh() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration trusted() {
            return Duration.ofHours(1);
        }

        @Override
        public Optional<List<String>> seed() {
            return Optional.empty();
        }
    }
}
