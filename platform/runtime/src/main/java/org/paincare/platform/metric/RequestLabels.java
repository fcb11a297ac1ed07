package org.paincare.platform.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Requests are counted by the template of their path. Where none was found the path itself would be the label: the ids in it
 * would be kept for ever, and whoever makes up paths would fill the memory.
 */
class RequestLabels {

    static final String UNMATCHED = "UNMATCHED";

    /** Refused before an endpoint was found: method, wanted and sent media type. */
    private static final Set<String> WITHOUT_ENDPOINT = Set.of("405", "406", "415");

    private static final Pattern TEMPLATE = Pattern.compile("[\\w/{}.:-]{1,200}");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-|\\d{4}");

    @Produces
    @Singleton
    MeterFilter byTemplate() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return isItsOwn(id) ? id.replaceTags(Tags.of(id.getTags()).and("uri", UNMATCHED)) : id;
            }
        };
    }

    private static boolean isItsOwn(Meter.Id id) {
        var uri = id.getTag("uri");
        if (uri == null || !id.getName().startsWith("http.server.")) {
            return false;
        }
        var status = id.getTag("status");
        return status != null && WITHOUT_ENDPOINT.contains(status)
                || !TEMPLATE.matcher(uri).matches()
                || ID.matcher(uri).find();
    }
}
