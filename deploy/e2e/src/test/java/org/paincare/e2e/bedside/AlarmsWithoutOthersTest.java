package org.paincare.e2e.bedside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.bedside.AlarmLatency;
import org.paincare.local.bedside.LiveBoard;
import org.paincare.local.demo.DemoTime;
import org.paincare.local.demo.LiveInfusion;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/** R4's clause on alarms: broker, patient-service and outcome-service are gone, and the board hears no later for it. */
class AlarmsWithoutOthersTest {

    private static final int SESSIONS = 4;
    private static final List<Component> GONE = List.of(Component.KAFKA, Component.PATIENT, Component.OUTCOME);

    @Test
    void anAlarmTakesNoLongerWhileEverybodyElseIsDown() throws Exception {
        Whole whole = Whole.running();
        whole.awaitReady();
        List<UUID> sessions = LiveInfusion.begin(
                        whole.people(),
                        new DemoTime(whole.system().addresses()),
                        "R4" + Long.toString(System.nanoTime(), 36),
                        SESSIONS)
                .stream()
                .map(LiveInfusion::sessionId)
                .toList();
        String gateway = whole.system().url(Component.GATEWAY);
        try (LiveBoard board = LiveBoard.open(gateway, DemoClinic.BOGOTA.id(), () -> whole.tokenOf("nurse"))) {
            Api nurse = whole.people().of("nurse");
            AlarmLatency latency = new AlarmLatency(board, sessions);
            latency.sample(nurse, Tier.current().alarms / 2);
            List<Double> normal = latency.sample(nurse, Tier.current().alarms);
            List<Double> faulty;
            GONE.forEach(whole.system()::keepDown);
            try {
                faulty = latency.sample(nurse, Tier.current().alarms);
            } finally {
                for (Component component : GONE) {
                    whole.system().bringUp(component);
                }
            }
            System.out.printf(
                    "R4: reading to board, median %.1f ms (%.1f ms before), longest %.1f ms%n",
                    AlarmLatency.quantile(faulty, 0.5), AlarmLatency.quantile(normal, 0.5), Collections.max(faulty));
            whole.awaitReady();

            assertThat(AlarmVerdict.findings(normal, faulty)).isEmpty();
        }
    }

    @Test
    void anAlarmBehindTheBrokerWouldBeNoticed() {
        List<Double> normal = Collections.nCopies(20, 30.0);

        assertThat(AlarmVerdict.findings(normal, Collections.nCopies(20, 120_000.0)))
                .hasSize(2);
        assertThat(AlarmVerdict.findings(normal, Collections.nCopies(20, 80.0))).hasSize(1);
    }
}
