package org.paincare.gateway.edge;

import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names one request has across the installation.
 *
 * @param requestId   what the caller named it, or a name of our own
 * @param traceparent W3C trace context: the caller's, the tracer's span, or a new one
 * @param traced      whether a tracer writes the trace context of outgoing requests itself
 */
public record RequestIds(String requestId, String traceparent, boolean traced) {

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
        return new RequestIds(accepted(requestId, trace.substring(3, 35)), trace, false);
    }

    /** The same where a tracer has begun a span for the request; its trace is the caller's, where the caller named one. */
    public static RequestIds of(@Nullable String requestId, SpanContext span) {
        String trace = "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
        return new RequestIds(accepted(requestId, span.getTraceId()), trace, true);
    }

    private static String accepted(@Nullable String requestId, String otherwise) {
        return requestId != null && ACCEPTED_ID.matcher(requestId).matches() ? requestId : otherwise;
    }

    /** Puts the trace context on a request to a service, unless the tracer does. */
    public void passTrace(MultiMap headers) {
        headers.remove(TRACEPARENT);
        if (traced) {
            headers.remove("tracestate");
        } else {
            headers.set(TRACEPARENT, traceparent);
        }
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
