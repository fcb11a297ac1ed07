package org.paincare.session.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.session.monitoring.AltitudeProfile;
import org.paincare.session.monitoring.AltitudeProfiles;
import org.paincare.session.recovery.AldreteFindings.Consciousness;
import org.paincare.session.recovery.AldreteFindings.Respiration;

class AldreteTest {

    private final Aldrete aldrete = Aldrete.builtIn();

    @ParameterizedTest
    @CsvSource({"4,2", "3,1", "2,1", "1,0", "0,0"})
    void activity(int extremities, int points) {
        assertThat(score(extremities, 120, 97, false, "SEA_LEVEL").activity()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"140,2", "100,2", "141,1", "99,1", "170,1", "171,0", "69,0"})
    void circulation_against_a_baseline_of_120(int systolic, int points) {
        assertThat(score(4, systolic, 97, false, "SEA_LEVEL").circulation()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "SEA_LEVEL,93,false,2", "SEA_LEVEL,92,false,1", "SEA_LEVEL,91,false,1", "SEA_LEVEL,90,false,0",
        "SEA_LEVEL,91,true,1", "SEA_LEVEL,99,true,1", "SEA_LEVEL,90,true,0", "SEA_LEVEL,89,true,0",
        "BOGOTA_2640,89,false,2", "BOGOTA_2640,88,false,0", "BOGOTA_2640,89,true,1", "BOGOTA_2640,88,true,0"
    })
    void oxygen(String altitude, int spo2, boolean onOxygen, int points) {
        assertThat(score(4, 120, spo2, onOxygen, altitude).oxygen()).isEqualTo(points);
    }

    @Test
    void ready_from_nine_without_a_zero() {
        assertThat(score(4, 120, 97, false, "SEA_LEVEL").total()).isEqualTo(10);
        assertThat(score(3, 120, 97, false, "SEA_LEVEL").ready()).isTrue();
        assertThat(score(3, 145, 97, false, "SEA_LEVEL").ready()).isFalse();
        assertThat(score(0, 120, 97, false, "SEA_LEVEL").ready()).isFalse();
        assertThat(score(4, 120, 97, false, "BOGOTA_2640").variant()).isEqualTo("BP_MMHG/BOGOTA_2640");
    }

    @Test
    void an_implausible_finding_is_refused() {
        assertThatThrownBy(() -> score(5, 120, 97, false, "SEA_LEVEL")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> score(4, 300, 97, false, "SEA_LEVEL")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> score(4, 120, 101, false, "SEA_LEVEL")).isInstanceOf(IllegalArgumentException.class);
    }

    private AldreteScore score(int extremities, int systolic, int spo2, boolean onOxygen, String altitude) {
        AltitudeProfile profile = AltitudeProfiles.builtIn().find(altitude).orElseThrow();
        return aldrete.score(
                new AldreteFindings(
                        extremities,
                        Respiration.DEEP_BREATH_AND_COUGH,
                        systolic,
                        120,
                        Consciousness.FULLY_AWAKE,
                        spo2,
                        onOxygen),
                profile);
    }
}
