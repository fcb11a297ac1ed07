package org.paincare.patient.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AltitudeProfilesTest {

    private final AltitudeProfiles profiles = new AltitudeProfiles();

    @ParameterizedTest
    @CsvSource({"0, 94", "2, 94", "500, 94", "995, 94", "1495, 93", "1609, 92", "2150, 91", "2640, 90"})
    void fromSeaLevelToBogotaEveryTownHasOneProfileThatAlarmsNoLaterThanTheStraightLine(int metres, int alertBelow) {
        var profile = profiles.at(metres).orElseThrow();

        assertThat(profile.spo2AlertBelowPercent()).isEqualTo(alertBelow);
        assertThat(profile.spo2AlertBelowPercent()).isGreaterThanOrEqualTo((int) Math.floor(94 - 4.0 * metres / 2640));
        assertThat(profiles.all().items())
                .filteredOn(offered -> offered.fromMetres() <= metres && metres <= offered.toMetres())
                .hasSize(1);
    }

    @Test
    void theHigherTheLowerEveryLimit() {
        var offered = profiles.all().items();
        for (int i = 1; i < offered.size(); i++) {
            var below = offered.get(i - 1).limits();
            var above = offered.get(i).limits();
            assertThat(above.spo2AlertBelowPercent()).isLessThanOrEqualTo(below.spo2AlertBelowPercent());
            assertThat(above.spo2CriticalBelowPercent()).isLessThanOrEqualTo(below.spo2CriticalBelowPercent());
            assertThat(above.spo2ReviewBelowPercent()).isLessThanOrEqualTo(below.spo2ReviewBelowPercent());
            assertThat(above.aldreteRoomAirAbovePercent()).isLessThanOrEqualTo(below.aldreteRoomAirAbovePercent());
            assertThat(above.aldreteOxygenAbovePercent()).isLessThanOrEqualTo(below.aldreteOxygenAbovePercent());
            assertThat(above.adjunctHoldBelowPercent()).isLessThanOrEqualTo(below.adjunctHoldBelowPercent());
            assertThat(above.etco2AlertBelowMmHg()).isLessThanOrEqualTo(below.etco2AlertBelowMmHg());
            assertThat(above.spo2CriticalBelowPercent()).isLessThanOrEqualTo(above.spo2AlertBelowPercent());
        }
        assertThat(profiles.at(2801)).isEmpty();
    }
}
