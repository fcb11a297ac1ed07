package org.paincare.session.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.session.dose.Orders.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.session.reference.Version;

class OrderHashTest {

    private static final OrderHash.Subject SUBJECT =
            new OrderHash.Subject(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), 1, new UUID(0, 4));
    private static final Version VERSION = new Version("guardrails@2026.1");

    @Test
    void the_canonical_text_of_the_demo_order_never_changes() {
        assertThat(OrderHash.canonical(SUBJECT, demo().write(), Map.of(), VERSION))
                .isEqualTo("""
                        paincare-dose-order/1
                        clinic=00000000-0000-0000-0000-000000000001
                        patient=00000000-0000-0000-0000-000000000002
                        plan=00000000-0000-0000-0000-000000000003
                        planRevision=1
                        session=00000000-0000-0000-0000-000000000004
                        guardrails=guardrails@2026.1
                        protocol=DEMO-OUT
                        protocolRevision=1
                        setting=OUTPATIENT
                        route=INTRAVENOUS_INFUSION
                        weightKg=64
                        weightAt=2026-03-02T13:00:00Z
                        weightHow=MEASURED
                        bodyMassIndex=-
                        vialMgPerMl=50
                        concentrationMgPerMl=1
                        startRateMgPerKgPerHour=0.25
                        duration=PT2H
                        stepMgPerKgPerHour=-
                        stepMinimumInterval=-
                        ceilingMgPerKgPerHour=-
                        bolusMgPerKg=-
                        bolusOver=-
                        sprayMg=-
                        spraysPerDay=-
                        spraysPerWeek=-
                        statedDoseMg=32
                        statedVolumeMl=32
                        statedPumpRateMlPerHour=16
                        """);
    }

    @Test
    void the_same_order_written_with_other_zeros_has_the_same_hash() {
        assertThat(hash(demo().rate("0.250").kg("64.0"), Map.of())).isEqualTo(hash(demo(), Map.of()));
    }

    @Test
    void any_edit_gives_another_hash() {
        var hashes = List.of(
                hash(demo(), Map.of()),
                hash(demo().rate("0.26"), Map.of()),
                hash(demo().kg("64.1"), Map.of()),
                hash(demo().concentration("2"), Map.of()),
                hash(demo().vial("100"), Map.of()),
                hash(demo().lasting(Duration.ofMinutes(119)), Map.of()),
                hash(demo().weighedBefore(Duration.ofHours(2)), Map.of()),
                hash(demo().titrated("0.1", Duration.ofMinutes(30), "0.5"), Map.of()),
                hash(demo().bolus("0.1", Duration.ofMinutes(5)), Map.of()),
                hash(demo(), Map.of("RATE_HIGH", "tolerated")),
                hash(demo(), Map.of("RATE_HIGH", "tolerated\nwell")),
                hash(demo(), Map.of("RATE_HIGH", "tolerated\\nwell")),
                OrderHash.of(
                        new OrderHash.Subject(new UUID(0, 1), new UUID(0, 9), new UUID(0, 3), 1, new UUID(0, 4)),
                        demo().write(),
                        Map.of(),
                        VERSION));

        assertThat(new TreeSet<>(hashes)).hasSameSizeAs(hashes);
        assertThat(hashes).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    private static String hash(Orders order, Map<String, String> reasons) {
        return OrderHash.of(SUBJECT, order.write(), reasons, VERSION);
    }
}
