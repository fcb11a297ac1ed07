package org.paincare.session.dose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.protocol.Protocols;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.reference.Setting;

/** Orders as a prescriber would write them; each is stated the way the engine proposes. */
record Orders(
        String protocol,
        Setting setting,
        String kg,
        Duration weightAge,
        String vial,
        String concentration,
        String rate,
        Duration duration,
        @Nullable Titration titration,
        @Nullable BolusOrder bolus,
        @Nullable Stated stated) {

    static final Instant NOW = Instant.parse("2026-03-02T14:00:00Z");
    static final DoseEngine ENGINE = DoseEngine.builtIn();
    private static final Protocols PROTOCOLS = Protocols.builtIn();

    static Orders demo() {
        return new Orders(
                "DEMO-OUT",
                Setting.OUTPATIENT,
                "64",
                Duration.ofHours(1),
                "50",
                "1",
                "0.25",
                Duration.ofHours(2),
                null,
                null,
                null);
    }

    static Orders chronicPain() {
        return new Orders(
                "OUT-GEN",
                Setting.OUTPATIENT,
                "64",
                Duration.ofHours(1),
                "50",
                "1",
                "0.5",
                Duration.ofHours(2),
                null,
                null,
                null);
    }

    static Orders inpatient() {
        return new Orders(
                "INP-POM",
                Setting.INPATIENT,
                "64",
                Duration.ofHours(1),
                "50",
                "1",
                "0.1",
                Duration.ofHours(48),
                null,
                null,
                null);
    }

    Orders kg(String value) {
        return new Orders(
                protocol, setting, value, weightAge, vial, concentration, rate, duration, titration, bolus, stated);
    }

    Orders weighedBefore(Duration age) {
        return new Orders(protocol, setting, kg, age, vial, concentration, rate, duration, titration, bolus, stated);
    }

    Orders vial(String value) {
        return new Orders(
                protocol, setting, kg, weightAge, value, concentration, rate, duration, titration, bolus, stated);
    }

    Orders concentration(String value) {
        return new Orders(protocol, setting, kg, weightAge, vial, value, rate, duration, titration, bolus, stated);
    }

    Orders rate(String value) {
        return new Orders(
                protocol, setting, kg, weightAge, vial, concentration, value, duration, titration, bolus, stated);
    }

    Orders lasting(Duration value) {
        return new Orders(protocol, setting, kg, weightAge, vial, concentration, rate, value, titration, bolus, stated);
    }

    Orders titrated(String step, Duration interval, String ceiling) {
        var value = new Titration(
                MilligramsPerKilogramPerHour.of(step),
                interval,
                MilligramsPerKilogramPerHour.of(ceiling),
                List.of("RASS -2 or under"));
        return new Orders(protocol, setting, kg, weightAge, vial, concentration, rate, duration, value, bolus, stated);
    }

    Orders bolus(String mgPerKg, Duration over) {
        var value = new BolusOrder(MilligramsPerKilogram.of(mgPerKg), over);
        return new Orders(
                protocol, setting, kg, weightAge, vial, concentration, rate, duration, titration, value, stated);
    }

    Orders in(Setting value) {
        return new Orders(
                protocol, value, kg, weightAge, vial, concentration, rate, duration, titration, bolus, stated);
    }

    /** Fixes the stated figures as they would be proposed now; later changes no longer move them. */
    Orders frozen() {
        return stated(proposed());
    }

    Orders stated(Stated value) {
        return new Orders(
                protocol, setting, kg, weightAge, vial, concentration, rate, duration, titration, bolus, value);
    }

    Stated proposed() {
        var computed = preview(write(Stated.NOTHING), DoseHistory.NONE).computed();
        return new Stated(
                computed.atMost().stored(),
                computed.volume().stored(),
                computed.startPumpRate().stored());
    }

    DoseOrder write() {
        return write(stated == null ? proposed() : stated);
    }

    DosePreview preview() {
        return preview(write(), DoseHistory.NONE);
    }

    DosePreview preview(DoseHistory history) {
        return preview(write(), history);
    }

    List<String> codes() {
        return preview().findings().stream()
                .filter(finding -> finding.level() != Level.INFO)
                .map(Finding::code)
                .toList();
    }

    Protocol template() {
        return PROTOCOLS.find(protocol).orElseThrow();
    }

    static Milligrams mg(String value) {
        return Milligrams.of(value);
    }

    private DosePreview preview(DoseOrder order, DoseHistory history) {
        return ENGINE.preview(order, template(), true, history, NOW);
    }

    private DoseOrder write(Stated figures) {
        return new DoseOrder(
                protocol,
                PROTOCOLS.find(protocol).orElseThrow().revision(),
                setting,
                Route.INTRAVENOUS_INFUSION,
                new DosingWeight(Kilograms.of(kg), NOW.minus(weightAge), DosingWeight.How.MEASURED, null),
                MilligramsPerMillilitre.of(vial),
                MilligramsPerMillilitre.of(concentration),
                new InfusionOrder(MilligramsPerKilogramPerHour.of(rate), duration, titration),
                bolus,
                null,
                figures);
    }
}
