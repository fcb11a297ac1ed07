package org.paincare.session.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.reference.InvalidData;
import org.paincare.session.reference.Setting;

class ProtocolsTest {

    private final Protocols protocols = Protocols.builtIn();

    @Test
    void the_twelve_templates_and_the_demo_are_there() {
        assertThat(protocols.protocols())
                .extracting(Protocol::id)
                .containsExactlyInAnyOrder(
                        "DEMO-OUT",
                        "OUT-MOI",
                        "OUT-KRU",
                        "OUT-GEN",
                        "BOLUS",
                        "INP-LAU",
                        "INP-POM",
                        "INP-SCH",
                        "INP-KIM",
                        "INP-RAY",
                        "ED-ACUTE",
                        "IN-YUA");
    }

    @Test
    void inpatient_emergency_and_intranasal_templates_ship_disabled_and_say_why() {
        assertThat(protocols.protocols())
                .filteredOn(protocol -> !protocol.settings().contains(Setting.OUTPATIENT))
                .isNotEmpty()
                .allSatisfy(protocol -> {
                    assertThat(protocol.enabled()).isFalse();
                    assertThat(protocol.disabledReason()).isNotNull();
                });
    }

    @Test
    void the_demo_regimen_is_marked_and_its_dose_is_its_rate_over_its_time() {
        var demo = protocols.find("DEMO-OUT").orElseThrow();
        var infusion = demo.infusion();

        assertThat(demo.demo()).isTrue();
        assertThat(demo.evidence()).isEqualTo(EvidenceGrade.NONE);
        assertThat(demo.source().needsSignature()).isTrue();
        assertThat(infusion.duration()).isEqualTo(Duration.ofHours(2));
        assertThat(infusion.dose().infusedOver(infusion.duration()))
                .isEqualTo(MilligramsPerKilogramPerHour.of("0.25"))
                .isEqualTo(infusion.startRate());
        assertThat(demo.series()).isEqualTo(new Series(6, 6, 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startRate: \"0.25\"|startRate: 0.25|number instead of text",
                "startRate: \"0.25\"|startRate: \"1e-1\"|exponent",
                "startRate: \"0.25\"|startRate: \"3\"|above its ceiling",
                "demo: true|demo: false|no evidence and no demo",
                "demo: true|demo: yes please|not a boolean",
                "revision: 1|revison: 1|misspelt field",
                "revision: 1|revision: 0|revision",
                "source: D|source: my own idea|unknown source",
                "duration: PT2H|duration: PT0S|no duration",
                "settings: [OUTPATIENT]|settings: [INPATIENT]|inpatient enabled",
                "enabled: true|enabled: false|disabled without reason",
                "id: OUT-MOI|id: DEMO-OUT|twice",
            })
    void a_damaged_file_is_refused(String from, String to, String why) throws IOException {
        var yaml = new String(
                getClass().getResourceAsStream("/protocols/protocols.yaml").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(yaml).contains(from);

        var damaged = yaml.replaceFirst(java.util.regex.Pattern.quote(from), to);

        assertThatThrownBy(() -> Protocols.parse(damaged)).as(why).isInstanceOf(InvalidData.class);
    }
}
