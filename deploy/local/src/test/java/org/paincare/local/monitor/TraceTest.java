package org.paincare.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceTest {

    @ParameterizedTest
    @EnumSource
    void theSameSeedTellsTheSameStory(Profile profile) {
        var there =
                IntStream.range(0, 300).mapToObj(new Trace(profile, 7, 94)::at).toList();
        var back = IntStream.range(0, 300)
                .mapToObj(i -> new Trace(profile, 7, 94).at(299 - i))
                .toList();

        assertThat(back.reversed()).isEqualTo(there);
        assertThat(IntStream.range(0, 300)
                        .mapToObj(new Trace(profile, 8, 94)::at)
                        .toList())
                .isNotEqualTo(there);
    }

    @Test
    void aHealthyPersonOfBogotaStaysWithinTheLimits() {
        var trace = new Trace(Profile.NORMAL, 1, 94);
        assertThat(IntStream.range(0, 600).mapToObj(trace::at).map(Optional::orElseThrow))
                .allMatch(sample -> sample.spo2Percent() >= 93 && sample.hrPerMinute() < 80)
                .allMatch(sample -> sample.sbpMmHg() == null || sample.sbpMmHg() < 130);
    }

    @Test
    void aProfileDoesWhatItsNameSays() {
        assertThat(new Trace(Profile.DESATURATION, 1, 94).at(70).orElseThrow().spo2Percent())
                .isLessThan(88);
        assertThat(new Trace(Profile.HYPERTENSIVE_DRIFT, 1, 94)
                        .at(150)
                        .orElseThrow()
                        .sbpMmHg())
                .isGreaterThanOrEqualTo(180);
        assertThat(new Trace(Profile.CABLE_OFF, 1, 94).at(29)).isPresent();
        assertThat(new Trace(Profile.CABLE_OFF, 1, 94).at(30)).isEmpty();
        assertThat(new Trace(Profile.CLOCK_JUMP, 1, 94).clockError(25)).isEqualTo(Duration.ofDays(-3));
        assertThat(new Trace(Profile.CLOCK_JUMP, 1, 94).clockError(45)).isEqualTo(Duration.ofHours(2));
        assertThat(IntStream.range(0, 60).filter(new Trace(Profile.STORE_AND_FORWARD, 1, 94)::sendsAt))
                .containsExactly(29, 59);
    }
}
