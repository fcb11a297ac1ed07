package org.paincare.local.bedside;

import java.util.List;
import java.util.Map;

/**
 * A set of readings that crosses one limit of a healthy adult in Bogotá, and the rule that it crosses. Each rule alarms
 * once in a session until somebody acts, so a session gives as many alarms as there are readings here.
 *
 * @param values fields of an observation
 */
public record AlarmingReading(String rule, Map<String, Object> values) {

    /** Every rule that one reading can cross. */
    public static final List<AlarmingReading> ALL = List.of(
            of("V-SBP-CRITICAL-HIGH", Map.of("sbpMmHg", 186, "dbpMmHg", 90)),
            of("V-SPO2-CRITICAL", Map.of("spo2Percent", 85)),
            of("V-DBP-CRITICAL-HIGH", Map.of("sbpMmHg", 150, "dbpMmHg", 112)),
            of("V-HR-CRITICAL-LOW", Map.of("hrPerMinute", 40)),
            of("V-RR-CRITICAL-HIGH", Map.of("rrPerMinute", 32)),
            of("V-SBP-CRITICAL-LOW", Map.of("sbpMmHg", 85, "dbpMmHg", 60)),
            of("V-HR-CRITICAL-HIGH", Map.of("hrPerMinute", 135)),
            of("V-RR-CRITICAL-LOW", Map.of("rrPerMinute", 7)),
            of("V-DBP-CRITICAL-LOW", Map.of("sbpMmHg", 120, "dbpMmHg", 45)),
            of("V-TEMP-CRITICAL", Map.of("tempCel", 39.5)),
            of("V-ETCO2-CRITICAL", Map.of("etco2MmHg", 65)),
            of("V-RASS-DEEP", Map.of("rass", -3)),
            of("V-RASS-COMBATIVE", Map.of("rass", 3)),
            of("V-MOAAS-DEEP", Map.of("moaas", 2)),
            of("V-SPO2-LOW", Map.of("spo2Percent", 89)),
            of("V-SBP-HIGH", Map.of("sbpMmHg", 165, "dbpMmHg", 90)),
            of("V-SBP-LOW", Map.of("sbpMmHg", 92, "dbpMmHg", 60)),
            of("V-DBP-HIGH", Map.of("sbpMmHg", 150, "dbpMmHg", 102)),
            of("V-DBP-LOW", Map.of("sbpMmHg", 120, "dbpMmHg", 52)),
            of("V-HR-LOW", Map.of("hrPerMinute", 50)),
            of("V-HR-HIGH", Map.of("hrPerMinute", 115)),
            of("V-RR-LOW", Map.of("rrPerMinute", 9)),
            of("V-RR-HIGH", Map.of("rrPerMinute", 26)),
            of("V-TEMP-HIGH", Map.of("tempCel", 38.2)),
            of("V-ETCO2-LOW", Map.of("etco2MmHg", 22)),
            of("V-ETCO2-HIGH", Map.of("etco2MmHg", 55)));

    private static AlarmingReading of(String rule, Map<String, Object> values) {
        return new AlarmingReading(rule, values);
    }
}
