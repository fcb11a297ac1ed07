package org.paincare.gateway.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names one request has across the installation.
 *
 * @param requestId   what the caller named it, or a name of our own
 * @param traceparent W3C trace context: the caller's, or a new one
 */
public record RequestIds(String requestId, String traceparent) {

    public static final String REQUEST_ID = "X-Request-Id";
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9._-]{8,128}");
    private static final Pattern ACCEPTED_TRACE =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Takes what is well-formed and makes the rest anew: a bad id is no reason to refuse a request. */
    public static RequestIds of(@Nullable String requestId, @Nullable String traceparent) {
        String trace =
                traceparent != null && ACCEPTED_TRACE.matcher(traceparent).matches()
                        ? traceparent
                        : "00-" + hex() + hex() + "-" + hex() + "-00";
        String id = requestId != null && ACCEPTED_ID.matcher(requestId).matches() ? requestId : trace.substring(3, 35);
        return new RequestIds(id, trace);
    }

    /** 32 hexadecimal digits. */
    public String traceId() {
        return traceparent.substring(3, 35);
    }

    private static String hex() {
        long random = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(random == 0 ? 1 : random);
    }
}
