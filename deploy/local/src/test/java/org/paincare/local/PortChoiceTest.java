package org.paincare.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.CannotStart;

class PortChoiceTest {

    private static final List<Component> ONE_OF_EACH = Component.withReplicas(List.of());
    private static final IntPredicate ALL_FREE = port -> true;

    @Test
    void onAQuietMachineEveryoneGetsTheUsualPort() {
        PortChoice choice = PortChoice.make(null, ONE_OF_EACH, Map.of(), ALL_FREE);

        assertThat(choice.ports()).containsEntry(Component.GATEWAY, 8080).containsEntry(Component.POSTGRES, 15432);
        assertThat(choice.ports().values()).doesNotHaveDuplicates().hasSize(7);
        assertThat(choice.remarks()).isEmpty();
    }

    @Test
    void aTakenUsualPortOfTheGatewayGivesTheNextFreeOneAndARemark() {
        PortChoice choice = PortChoice.make(null, ONE_OF_EACH, Map.of(), taken(8080, 8081));

        assertThat(choice.ports()).containsEntry(Component.GATEWAY, 8082);
        assertThat(choice.remarks()).singleElement().asString().contains("8080", "8082");
    }

    @Test
    void aTakenPortThatWasAskedForIsRefused() {
        assertThatThrownBy(() -> PortChoice.make(9000, ONE_OF_EACH, Map.of(), taken(9000)))
                .isInstanceOf(CannotStart.class)
                .hasMessage("Port 9000 (PAINCARE_PORT) is taken by another program.");
    }

    @Test
    void theOthersKeepThePortsOfTheLastRunWhileTheseAreFree() {
        Map<Component, Integer> last = new EnumMap<>(Map.of(Component.ISSUER, 20_000, Component.KAFKA, 20_001));

        PortChoice choice = PortChoice.make(null, ONE_OF_EACH, last, taken(20_001));

        assertThat(choice.ports()).containsEntry(Component.ISSUER, 20_000).containsEntry(Component.KAFKA, 20_002);
    }

    @Test
    void noTwoComponentsGetTheSamePort() {
        Map<Component, Integer> last = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            last.put(component, 20_000);
        }

        assertThat(PortChoice.make(20_000, Component.withReplicas(Component.SESSIONS), last, ALL_FREE)
                        .ports()
                        .values())
                .doesNotHaveDuplicates();
    }

    private static IntPredicate taken(Integer... ports) {
        return port -> !Set.of(ports).contains(port);
    }
}
