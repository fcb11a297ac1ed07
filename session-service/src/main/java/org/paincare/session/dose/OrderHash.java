package org.paincare.session.dose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Quantity;
import org.paincare.session.reference.Version;

/**
 * The canonical text of an order, and its SHA-256: what a signature covers.
 *
 * <p>Form {@code paincare-dose-order/1}: UTF-8, one {@code name=value} per line in the fixed order below, each line ended
 * by a line feed. Quantities in their shortest decimal text, times in ISO 8601 UTC, durations in ISO 8601, a missing part
 * is {@code -}. In free text {@code \}, line feed and carriage return are written {@code \\}, {@code \n}, {@code \r}.
 * Lists and reasons are numbered lines, reasons sorted by code. The form never changes; a new one gets a new number.
 */
public final class OrderHash {

    private static final String FORM = "paincare-dose-order/1";

    private OrderHash() {}

    /** For whom the order is: a signature for one patient or session is none for another. */
    public record Subject(UUID clinicId, UUID patientId, UUID planId, int planRevision, UUID sessionId) {}

    /** Lower-case hexadecimal SHA-256 of {@link #canonical}. */
    public static String of(Subject subject, DoseOrder order, Map<String, String> reasons, Version guardrails) {
        try {
            byte[] text = canonical(subject, order, reasons, guardrails).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * @param reasons by finding code, what the prescriber gave for soft limits
     * @param guardrails version the order was judged with
     */
    public static String canonical(Subject subject, DoseOrder order, Map<String, String> reasons, Version guardrails) {
        var text = new StringBuilder(FORM).append('\n');
        line(text, "clinic", subject.clinicId());
        line(text, "patient", subject.patientId());
        line(text, "plan", subject.planId());
        line(text, "planRevision", subject.planRevision());
        line(text, "session", subject.sessionId());
        line(text, "guardrails", guardrails);
        line(text, "protocol", order.protocolId());
        line(text, "protocolRevision", order.protocolRevision());
        line(text, "setting", order.setting());
        line(text, "route", order.route());
        line(text, "weightKg", order.weight().kg());
        line(text, "weightAt", order.weight().measuredAt());
        line(text, "weightHow", order.weight().how());
        var bmi = order.weight().bodyMassIndex();
        line(
                text,
                "bodyMassIndex",
                bmi == null ? null : bmi.stripTrailingZeros().toPlainString());
        line(text, "vialMgPerMl", order.vialConcentration());
        line(text, "concentrationMgPerMl", order.concentration());
        infusion(text, order.infusion());
        var bolus = order.bolus();
        line(text, "bolusMgPerKg", bolus == null ? null : bolus.dose());
        line(text, "bolusOver", bolus == null ? null : bolus.over());
        var sprays = order.sprays();
        line(text, "sprayMg", sprays == null ? null : sprays.perSpray());
        line(text, "spraysPerDay", sprays == null ? null : sprays.perDay());
        line(text, "spraysPerWeek", sprays == null ? null : sprays.perWeek());
        line(text, "statedDoseMg", order.stated().doseMg());
        line(text, "statedVolumeMl", order.stated().volumeMl());
        line(text, "statedPumpRateMlPerHour", order.stated().pumpRateMlPerHour());
        new TreeMap<>(reasons).forEach((code, reason) -> line(text, "reason." + escaped(code), reason));
        return text.toString();
    }

    private static void infusion(StringBuilder text, @Nullable InfusionOrder infusion) {
        line(text, "startRateMgPerKgPerHour", infusion == null ? null : infusion.startRate());
        line(text, "duration", infusion == null ? null : infusion.duration());
        var titration = infusion == null ? null : infusion.titration();
        line(text, "stepMgPerKgPerHour", titration == null ? null : titration.step());
        line(text, "stepMinimumInterval", titration == null ? null : titration.minimumInterval());
        line(text, "ceilingMgPerKgPerHour", titration == null ? null : titration.ceiling());
        if (titration != null) {
            for (int i = 0; i < titration.holdCriteria().size(); i++) {
                line(text, "hold." + i, titration.holdCriteria().get(i));
            }
        }
    }

    private static void line(StringBuilder text, String name, @Nullable Object value) {
        String shown = switch (value) {
            case null -> "-";
            case Quantity<?> quantity -> quantity.text();
            case String words -> escaped(words);
            default -> value.toString();
        };
        text.append(name).append('=').append(shown).append('\n');
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
