package org.paincare.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.edge.Ending;
import org.paincare.gateway.limit.Limits.Decision;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.route.RouteTableFile;
import org.paincare.gateway.settings.GatewaySettings;

class LimitsTest {

    private static final RouteTable ROUTES = RouteTableFile.fromResource("/routes.yaml");
    private static final Route PLANS = route("/v1/plans/7");
    private static final Route OBSERVATIONS = route("/v1/sessions/7/observations");
    private static final String A = "0197a000-0000-7000-8000-00000000000a";
    private static final String B = "0197a000-0000-7000-8000-00000000000b";

    private long now = -5;
    private Limits limits = limits(1, 3);

    private Limits limits(int replicas, int inFlight) {
        return new Limits(new Small(replicas, inFlight), () -> now);
    }

    private static Route route(String path) {
        return Objects.requireNonNull(ROUTES.find(path));
    }

    private static Holder person(String name, String clinic) {
        return Holder.of(new JsonObject().put("sub", name).put("clinic_id", clinic));
    }

    private static Holder partner(String client) {
        return Holder.of(new JsonObject()
                .put("sub", "service-account")
                .put("azp", client)
                .put("roles", new JsonArray().add("partner"))
                .put("clinic_id", A));
    }

    private void seconds(long passed) {
        now += Duration.ofSeconds(passed).toNanos();
    }

    @Test
    void aClientsClassSaysHowMuchItMayAskForByItself() {
        assertThat(limits.admit(partner("low"), PLANS, RateClass.LOW).policies())
                .startsWith("\"partner\";q=1;w=60");
        assertThat(limits.admit(partner("high"), PLANS, RateClass.HIGH).policies())
                .startsWith("\"partner\";q=3;w=60");
        assertThat(limits.admit(partner("some"), PLANS, RateClass.STANDARD).policies())
                .startsWith("\"partner\";q=2;w=60");
        assertThat(limits.admit(person("ana", A), PLANS, RateClass.LOW).policies())
                .as("a person is no client")
                .startsWith("\"person\";q=4;w=60");
    }

    @Test
    void aMonthThatIsUsedUpRefusesWhatIsNotNeverRefused() {
        var usedUp = new Limits.Month(1000, 0, 2_592_000, 86_400);

        Decision refused = limits.admit(partner("lab"), PLANS).and(usedUp, false);
        Decision bedside = limits.admit(partner("lab"), OBSERVATIONS).and(usedUp, true);

        assertThat(refused.refusal()).contains(ProblemCode.QUOTA_EXCEEDED);
        assertThat(refused.retryAfterSeconds()).isEqualTo(86_400);
        assertThat(refused.policies()).endsWith(", \"month\";q=1000;w=2592000");
        assertThat(refused.remaining()).endsWith(", \"month\";r=0;t=86400");
        assertThat(bedside.refusal()).isEmpty();
    }

    @Test
    void whatIsLeftIsSaidWithEveryAnswer() {
        Decision first = limits.admit(person("ana", A), PLANS);
        Decision second = limits.admit(person("ana", A), PLANS);

        assertThat(first.policies()).isEqualTo("\"person\";q=4;w=60, \"clinic\";q=6;w=60");
        assertThat(first.remaining()).isEqualTo("\"person\";r=3;t=15, \"clinic\";r=5;t=10");
        assertThat(second.remaining()).isEqualTo("\"person\";r=2;t=30, \"clinic\";r=4;t=20");
        assertThat(second.refusal()).isEmpty();
    }

    @Test
    void whoeverAskedForAllIsRefusedUntilOneComesBack() {
        for (int i = 0; i < 4; i++) {
            assertThat(limits.admit(person("ana", A), PLANS).refusal()).isEmpty();
        }

        Decision refused = limits.admit(person("ana", A), PLANS);

        assertThat(refused.refusal()).contains(ProblemCode.RATE_LIMITED);
        assertThat(refused.retryAfterSeconds()).isEqualTo(15);
        assertThat(refused.remaining()).startsWith("\"person\";r=0;t=60");
        seconds(14);
        assertThat(limits.admit(person("ana", A), PLANS).refusal()).isNotEmpty();
        seconds(1);
        assertThat(limits.admit(person("ana", A), PLANS).refusal()).isEmpty();
        assertThat(limits.admit(person("ana", A), PLANS).refusal()).isNotEmpty();
    }

    @Test
    void aClinicsBoundIsItsOwnAndCostsItsPeopleNothing() {
        for (String name : new String[] {"ana", "ana", "ana", "ben", "ben", "ben"}) {
            assertThat(limits.admit(person(name, A), PLANS).refusal()).isEmpty();
        }

        for (int i = 0; i < 50; i++) {
            assertThat(limits.admit(person("ana", A), PLANS).refusal()).isNotEmpty();
        }
        assertThat(limits.admit(person("cai", B), PLANS).refusal()).isEmpty();
        seconds(10);
        assertThat(limits.admit(person("ana", A), PLANS).refusal()).isEmpty();
    }

    @Test
    void theBedsideIsCountedApartFromEverythingElse() {
        for (int i = 0; i < 100; i++) {
            limits.admit(person("ana", A), PLANS);
        }

        Decision reading = limits.admit(person("ana", A), OBSERVATIONS);

        assertThat(reading.refusal()).isEmpty();
        assertThat(reading.policies()).isEqualTo("\"bedside\";q=10;w=60");
    }

    @Test
    void stoppingPausingLoweringRescuingAndAcknowledgingAreNeverRefused() {
        for (String path : new String[] {
            "/v1/sessions/7/stop",
            "/v1/sessions/7/pauses",
            "/v1/sessions/7/rate-changes",
            "/v1/sessions/7/drugs-given",
            "/v1/sessions/7/transfer",
            "/v1/alarms/8/acknowledgement",
            "/v1/safety-alerts/9/acknowledgement"
        }) {
            for (int i = 0; i < 50; i++) {
                assertThat(limits.admit(person("ana", A), route(path)).refusal())
                        .as(path)
                        .isEmpty();
            }
        }
        assertThat(limits.admit(person("ana", A), OBSERVATIONS).refusal()).isNotEmpty();
    }

    @Test
    void partnersAreToldApartByTheirClientAndPeopleByThemselves() {
        assertThat(limits.admit(partner("lab"), PLANS).refusal()).isEmpty();
        assertThat(limits.admit(partner("lab"), PLANS).refusal()).isEmpty();

        assertThat(limits.admit(partner("lab"), PLANS).refusal()).isNotEmpty();
        assertThat(limits.admit(partner("erp"), PLANS).refusal()).isEmpty();
        assertThat(limits.admit(person("ana", A), PLANS).refusal()).isEmpty();
    }

    @Test
    void eachReplicaGetsItsShare() {
        limits = limits(2, 3);

        assertThat(limits.admit(person("ana", A), PLANS).policies())
                .isEqualTo("\"person\";q=2;w=60, \"clinic\";q=3;w=60");
    }

    @Test
    void withoutATokenTheAddressIsCountedAndOneIpv6NetworkIsOneAddress() {
        Route link = route("/v1/answer-session");

        assertThat(limits.admitUnknown("2001:db8:1:2:3::1", link).refusal()).isEmpty();
        assertThat(limits.admitUnknown("2001:db8:1:2:4::9", link).refusal()).isNotEmpty();
        assertThat(limits.admitUnknown("192.0.2.1", link).refusal()).isEmpty();
        assertThat(limits.admitUnknown("192.0.2.2", link).refusal()).isEmpty();
    }

    @Test
    void whatAClinicHasUnderWayLeavesRoomForTheOthers() {
        var first = new Ending();
        assertThat(limits.begin(A, PLANS, first)).isTrue();
        assertThat(limits.begin(A, PLANS, new Ending())).isTrue();
        assertThat(limits.begin(A, PLANS, new Ending())).isTrue();

        assertThat(limits.begin(A, PLANS, new Ending())).isFalse();
        assertThat(limits.begin(A, OBSERVATIONS, new Ending())).isTrue();
        assertThat(limits.begin(B, PLANS, new Ending())).isTrue();
        first.over();
        assertThat(limits.begin(A, PLANS, new Ending())).isTrue();
    }

    @Test
    void aFloodOfCallersDoesNotFillTheMemory() {
        var buckets = new Buckets(new Policy("flood", 1, Duration.ofSeconds(1)), 1, now);
        for (int i = 0; i < 60_000; i++) {
            buckets.take("caller " + i, now);
        }
        assertThat(buckets.size()).isEqualTo(50_000);

        seconds(2);
        buckets.take("the next", now);

        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void limitsThatMakeNoSenseStopTheStart() {
        assertThatThrownBy(() -> new Policy("person", 0, Duration.ofSeconds(60)))
                .hasMessageContaining("paincare.gateway.limits.person must be");
        assertThatThrownBy(() -> new Policy("person", 10, Duration.ofDays(1))).hasMessageContaining("1 hour");
        assertThatThrownBy(() -> limits(0, 1)).hasMessageContaining("replicas");
        assertThatThrownBy(() -> limits(1, 0)).hasMessageContaining("clinic-in-flight");
    }

    private record Small(int replicas, int clinicInFlight) implements GatewaySettings.LimitSettings {

        private record Minute(int requests) implements GatewaySettings.Rate {
            @Override
            public Duration within() {
                return Duration.ofSeconds(60);
            }
        }

        @Override
        public GatewaySettings.Rate person() {
            return new Minute(4);
        }

        @Override
        public GatewaySettings.Rate partner() {
            return new Minute(2);
        }

        @Override
        public Map<String, GatewaySettings.Rate> classes() {
            return Map.of("low", new Minute(1), "high", new Minute(3));
        }

        @Override
        public GatewaySettings.Rate bedside() {
            return new Minute(10);
        }

        @Override
        public GatewaySettings.Rate clinic() {
            return new Minute(6);
        }

        @Override
        public GatewaySettings.Rate open() {
            return new Minute(1);
        }
    }
}
