package org.paincare.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.Outside;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.RouteTableFile;
import org.paincare.gateway.settings.GatewaySettings;

/** Two gateways on one database; a person may ask for eighty in an hour, so that none comes back meanwhile. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class SharedLimitsTest {

    private static final int EVERYBODYS = 80;
    private static final Route PLANS =
            Objects.requireNonNull(RouteTableFile.fromResource("/routes.yaml").find("/v1/plans/7"));

    @Inject
    AgroalDataSource database;

    private final String caller = UUID.randomUUID().toString();

    /** One of the two, whose background is run by the test. */
    private final class OneGateway {
        private final Limits limits = new Limits(new Eighty(), () -> -7);
        private final Leasing leasing;

        OneGateway(DataSource pool) {
            leasing = new Leasing(limits, new LimitPool(pool), true);
            leasing.lease();
        }

        boolean lets() {
            var decision = limits.admit(Holder.of(new JsonObject().put("sub", caller)), PLANS);
            return decision.refusal().isEmpty();
        }

        /** How many of so many tries get in. */
        int letIn(int tries) {
            int in = 0;
            for (int i = 0; i < tries; i++) {
                in += lets() ? 1 : 0;
                leasing.lease();
            }
            return in;
        }
    }

    @Test
    void whoeverAsksOneGatewayGetsWhatTheOtherDoesNotNeedAndOfBothNoMoreThanTheWhole() {
        var one = new OneGateway(database);
        var other = new OneGateway(database);

        int first = one.letIn(100);
        int second = other.letIn(100);

        assertThat(first).as("all but the other's own part").isEqualTo(EVERYBODYS - 10);
        assertThat(second).as("its own part").isEqualTo(10);
        assertThat(one.lets()).isFalse();
    }

    @Test
    void askedInTurnTheyLetInTheWholeAndNoMore() {
        var one = new OneGateway(database);
        var other = new OneGateway(database);
        int in = 0;
        for (int i = 0; i < 100; i++) {
            in += one.letIn(1) + other.letIn(1);
        }
        assertThat(in).isEqualTo(EVERYBODYS);
    }

    @Test
    void askedAtOnceTheyLetInNoMoreThanTheWhole() throws Exception {
        var one = new OneGateway(database);
        var other = new OneGateway(database);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> here = () -> one.letIn(100);
            Callable<Integer> there = () -> other.letIn(100);
            int in = 0;
            for (var done : threads.invokeAll(java.util.List.of(here, there))) {
                in += done.get();
            }
            assertThat(in).isEqualTo(EVERYBODYS);
        }
    }

    @Test
    void whatIsSaidIsTheWholeWhileItIsSharedAndTheOwnPartWhileTheDatabaseIsAway() {
        var away = new boolean[1];
        var gateway = new OneGateway(failing(() -> away[0]));
        assertThat(policies(gateway)).isEqualTo("\"person\";q=80;w=3600");

        away[0] = true;
        gateway.letIn(100);

        assertThat(policies(gateway)).isEqualTo("\"person\";q=40;w=3600");
        away[0] = false;
        gateway.letIn(1);
        assertThat(policies(gateway)).isEqualTo("\"person\";q=80;w=3600");
    }

    @Test
    void withoutTheDatabaseEachHasItsFixedPart() {
        var gateway = new OneGateway(failing(() -> true));

        assertThat(gateway.letIn(100)).isEqualTo(EVERYBODYS / 2);
    }

    @Test
    void nobodyCanBeReadFromWhatIsShared() throws SQLException {
        new OneGateway(database).letIn(20);

        try (Connection connection = database.getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT count(*), count(*) FILTER (WHERE to_jsonb(p)::text LIKE '%" + caller
                                + "%') FROM limit_pool p")) {
            row.next();
            assertThat(row.getInt(1)).isPositive();
            assertThat(row.getInt(2)).isZero();
        }
    }

    private String policies(OneGateway gateway) {
        return gateway.limits
                .admit(Holder.of(new JsonObject().put("sub", "who asks for the header")), PLANS)
                .policies();
    }

    private DataSource failing(BooleanSupplier away) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (away.getAsBoolean()) {
                        throw new SQLException("away");
                    }
                    return database.getConnection();
                });
    }

    private record Eighty() implements GatewaySettings.LimitSettings {

        private record Hourly(int requests) implements GatewaySettings.Rate {
            @Override
            public Duration within() {
                return Duration.ofHours(1);
            }
        }

        @Override
        public int replicas() {
            return 2;
        }

        @Override
        public GatewaySettings.Rate person() {
            return new Hourly(EVERYBODYS);
        }

        @Override
        public GatewaySettings.Rate partner() {
            return new Hourly(1000);
        }

        @Override
        public Map<String, GatewaySettings.Rate> classes() {
            return Map.of();
        }

        @Override
        public GatewaySettings.Rate bedside() {
            return new Hourly(1000);
        }

        @Override
        public GatewaySettings.Rate clinic() {
            return new Hourly(100_000);
        }

        @Override
        public GatewaySettings.Rate open() {
            return new Hourly(1000);
        }

        @Override
        public int clinicInFlight() {
            return 10;
        }
    }
}
