package org.paincare.session.dose;

import static org.paincare.session.reference.DataFiles.require;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** The words of the checks of one version of {@code guardrails/checks.yaml}, and the checks that need no arithmetic. */
record Checks(Version version, Map<Check, Words> checks) {

    record Words(Source source, Text message) {}

    Checks {
        require(checks.keySet().equals(EnumSet.allOf(Check.class)), "every check has its words");
        checks = new EnumMap<>(checks);
    }

    static Checks builtIn() {
        return DataFiles.builtIn("guardrails/checks.yaml", Checks.class);
    }

    Finding finding(Check check, String value, String limit) {
        return finding(check, Comparison.OVER, value, limit);
    }

    private Finding finding(Check check, Comparison comparison, String value, String limit) {
        Words words = checks.get(check);
        return new Finding(
                check.name(),
                check.name(),
                check.parameter(),
                check.level(),
                comparison,
                limit,
                value,
                check.parameter().unit(),
                words.source(),
                check.secondSignature(),
                words.message().with(Map.of("value", value, "limit", limit)));
    }

    /** The order against the template it names. */
    void protocol(DoseOrder order, Protocol protocol, boolean enabledHere, List<Finding> findings) {
        if (!enabledHere) {
            findings.add(finding(Check.PROTOCOL_DISABLED, protocol.id(), ""));
        }
        if (order.protocolRevision() != protocol.revision()) {
            findings.add(
                    finding(Check.PROTOCOL_REVISION_DIFFERS, "" + order.protocolRevision(), "" + protocol.revision()));
        }
        if (!protocol.settings().contains(order.setting())) {
            String offered = String.join(
                    ", ", protocol.settings().stream().map(Enum::name).sorted().toList());
            findings.add(finding(Check.PROTOCOL_SETTING_DIFFERS, order.setting().name(), offered));
        }
        if (order.route() != protocol.route()) {
            findings.add(finding(
                    Check.PROTOCOL_ROUTE_DIFFERS,
                    order.route().name(),
                    protocol.route().name()));
        }
        var regimen = protocol.infusion();
        if (regimen != null && regimen.ceiling() != null && order.infusion() != null) {
            var highest = order.infusion().highestRate();
            if (highest.isMoreThan(regimen.ceiling())) {
                findings.add(finding(
                        Check.ABOVE_PROTOCOL_CEILING,
                        highest.text(),
                        regimen.ceiling().text()));
            }
        }
    }

    /** Vials of 10, 50 and 100 mg/mL look alike; a wrong one is a dose ten times too high or too low. */
    void concentration(DoseOrder order, Guardrails guardrails, List<Finding> findings) {
        if (!guardrails.vialConcentrations().contains(order.vialConcentration())) {
            findings.add(finding(
                    Check.VIAL_CONCENTRATION_UNKNOWN,
                    order.vialConcentration().text(),
                    listed(guardrails.vialConcentrations())));
        }
        if (order.concentration().isMoreThan(order.vialConcentration())) {
            findings.add(finding(
                    Check.CONCENTRATION_ABOVE_VIAL,
                    order.concentration().text(),
                    order.vialConcentration().text()));
        }
        var standard = guardrails.standardConcentrations().get(order.route());
        if (!standard.contains(order.concentration())) {
            findings.add(finding(
                    Check.CONCENTRATION_NOT_STANDARD, order.concentration().text(), listed(standard)));
        }
    }

    /** Sprays that were taken, against what was ordered. */
    void taken(HomeUse use, Milligrams perSpray, HomeCount count, @Nullable HomeOrder order, List<Finding> findings) {
        if (order == null) {
            findings.add(finding(Check.SPRAYS_WITHOUT_ORDER, "" + use.sprays(), "0"));
            return;
        }
        if (!order.planActive()) {
            findings.add(finding(Check.SPRAYS_PLAN_NOT_ACTIVE, "" + use.sprays(), "0"));
        }
        if (!perSpray.equals(order.sprays().perSpray())) {
            findings.add(finding(
                    Check.SPRAY_STRENGTH_DIFFERS,
                    perSpray.text(),
                    order.sprays().perSpray().text()));
        }
        over(Check.SPRAYS_OVER_ORDERED_USE, use.sprays(), order.perUse(), findings);
        over(Check.SPRAYS_OVER_ORDERED_DAY, count.spraysInDay(), order.sprays().perDay(), findings);
        over(
                Check.SPRAYS_OVER_ORDERED_WEEK,
                count.spraysInWeek(),
                order.sprays().perWeek(),
                findings);
        var least = order.minimumInterval();
        if (least != null
                && count.sinceNearest() != null
                && count.sinceNearest().compareTo(least) < 0) {
            findings.add(finding(
                    Check.SPRAYS_TOO_SOON,
                    Comparison.UNDER,
                    "" + count.sinceNearest().toMinutes(),
                    "" + least.toMinutes()));
        }
    }

    private void over(Check check, int value, @Nullable Integer limit, List<Finding> findings) {
        if (limit != null && value > limit) {
            findings.add(finding(check, "" + value, "" + limit));
        }
    }

    private static String listed(List<MilligramsPerMillilitre> concentrations) {
        return String.join(
                ", ", concentrations.stream().map(MilligramsPerMillilitre::text).toList());
    }
}
