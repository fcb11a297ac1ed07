package org.paincare.local.monitor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sample under the number that names it for ever: device, boot and sequence. */
public record Reading(String device, String boot, long sequence, Instant deviceTime, Sample sample) {

    /** As {@code POST /v1/sessions/{id}/observations} takes one. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("observedAt", deviceTime.toString());
        json.put("device", Map.of("id", device, "boot", boot, "sequence", sequence));
        json.put("spo2Percent", sample.spo2Percent());
        json.put("hrPerMinute", sample.hrPerMinute());
        json.put("rrPerMinute", sample.rrPerMinute());
        if (sample.sbpMmHg() != null && sample.dbpMmHg() != null) {
            json.put("sbpMmHg", sample.sbpMmHg());
            json.put("dbpMmHg", sample.dbpMmHg());
        }
        return json;
    }
}
