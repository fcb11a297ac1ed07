package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * What a clinic's medical director has signed that bears on the rules.
 *
 * @param version the signed policy's version; stored with every evaluation
 * @param flags switches the rule set knows, such as {@code STRICT_BLOOD_PRESSURE}
 * @param spo2RoomAirLimit oxygen saturation in % below which E28 fires, from the altitude profile (88 in Bogotá, 92 at
 *     sea level)
 * @param parameters the clinic's own values for parameters marked D or K, by parameter name
 */
public record ClinicPolicy(
        String version, Set<String> flags, BigDecimal spo2RoomAirLimit, Map<String, BigDecimal> parameters) {

    public ClinicPolicy {
        flags = Set.copyOf(flags);
        parameters = Map.copyOf(parameters);
    }
}
