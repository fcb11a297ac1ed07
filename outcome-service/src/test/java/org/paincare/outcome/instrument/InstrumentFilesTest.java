package org.paincare.outcome.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.ReliableChange;

class InstrumentFilesTest {

    private static final Set<String> FREE_TEXT = Set.of(
            "PHQ-9", "GAD-7", "PGIC", "PAIN-NRS", "PAIN-NRS-CHANGE", "HEADACHE-DIARY-28", "RESPONSE", "MOH-DAYS");
    private final Instruments instruments = Instruments.shipped();

    @TestFactory
    Stream<DynamicTest> everyFileFollowsTheSchema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/instruments/instrument.schema.json"));
        return instruments.all().stream()
                .map(instrument -> DynamicTest.dynamicTest(
                        instrument.id(),
                        () -> assertThat(schema.validate(JsonMapper.builder()
                                        .build()
                                        .readTree(getClass()
                                                .getResourceAsStream("/instruments/" + instrument.id() + ".json"))))
                                .isEmpty()));
    }

    @Test
    void onlyInstrumentsWithAFreeLicenceShipText() {
        assertThat(instruments.all())
                .filteredOn(instrument -> instrument.licence().mayShipText())
                .extracting(Instrument::id)
                .containsExactlyInAnyOrderElementsOf(FREE_TEXT);
    }

    @Test
    void theWrongSedationCodeIsNowhere() {
        assertThat(instruments.all())
                .flatExtracting(Instrument::codes)
                .noneMatch(code -> code.code().equals("54632-5"));
    }

    @Test
    void anInsomniaScoreSixLowerIsMeaningfulButNotReliable() {
        var six = change("ISI", "total", "20", "14");
        var seven = change("ISI", "total", "20", "13");

        assertThat(List.of(six.meaningful(), six.reliable())).containsExactly(true, false);
        assertThat(seven.reliable()).isTrue();
    }

    @Test
    void aPromisChangeIsJudgedByTheStandardErrorsOfBothScores() {
        var change = change("PROMIS-SD-4a", "t", "66.0", "54.3");

        assertThat(change.index()).isEqualTo("-2.43");
        assertThat(change.reliable()).isTrue();
        assertThat(change.basis()).isEqualTo(ReliableChange.Basis.STANDARD_ERRORS_BY_SCORE);
    }

    @Test
    void theMidasThresholdDependsOnWhereThePersonStarted() {
        assertThat(change("MIDAS", "total", "20", "15").meaningful()).isTrue();
        assertThat(change("MIDAS", "total", "40", "29").meaningful()).isFalse();
        assertThat(change("MIDAS", "total", "40", "28").meaningful()).isTrue();
        assertThat(change("MIDAS", "total", "10", "0").meaningful()).isNull();
    }

    @Test
    void aQualityOfLifeRiseIsAnImprovement() {
        assertThat(change("WHO-5", "total", "40", "52").improvement()).isEqualTo("12");
        assertThat(change("HIT-6", "total", "66", "58").improvement()).isEqualTo("8");
    }

    private ReliableChange change(String instrument, String measure, String before, String after) {
        return ReliableChange.between(
                instruments.required(instrument), measure, new BigDecimal(before), new BigDecimal(after), null);
    }
}
