package org.paincare.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.ProblemCode;

/** Which headers of a request are refused, and which never cross the gateway in either direction. */
public final class HeaderRules {

    /** A host name or address with an optional port, nothing that could become part of a link or a log line. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:\\d{1,5})?");

    /** Meant for one connection (RFC 9110, 7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-authentication-info",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** How long the gateway waits for the first byte of the answer, in milliseconds from the last byte of the request. */
    public static final String DEADLINE_MILLIS = "X-Deadline-Millis";

    /** What only the gateway or a service may say about a request. */
    private static final Set<String> SPOOFABLE = Set.of(
            "forwarded",
            "x-clinic-id",
            "x-deadline-millis",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override",
            "via");

    /** What HTTP/2 says in frames and nowhere else (RFC 9113, 8.2.2). */
    private static final Set<String> IN_FRAMES =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings");

    private HeaderRules() {}

    /**
     * Gives a request over HTTP/2 what one over HTTP/1.1 says in headers: its host, and that a body of unknown length
     * follows. Both are for this side of the gateway only.
     *
     * @return whether it could: a request that speaks of its connection, or names two hosts, is malformed
     */
    public static boolean asOverHttp1(HttpServerRequest request, boolean bodyFollows) {
        MultiMap headers = request.headers();
        boolean sound = IN_FRAMES.stream().noneMatch(headers::contains)
                && headers.getAll("te").stream().allMatch("trailers"::equals)
                && headers.names().stream().noneMatch(name -> name.chars().anyMatch(Character::isUpperCase));
        HostAndPort authority = request.authority();
        if (!sound || authority == null) {
            return false;
        }
        String host = authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
        if (!headers.contains(HttpHeaders.HOST)) {
            headers.set(HttpHeaders.HOST, host);
        } else if (!headers.getAll(HttpHeaders.HOST).stream().allMatch(host::equalsIgnoreCase)) {
            return false;
        }
        if (bodyFollows && !headers.contains(HttpHeaders.CONTENT_LENGTH)) {
            headers.set(HttpHeaders.TRANSFER_ENCODING, "chunked");
        }
        return true;
    }

    /** Says that the connection ends with this answer; over HTTP/2 no header may. */
    public static void endConnection(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
    }

    /** @return why the headers are refused, or null where they are sound */
    public static @Nullable ProblemCode refusal(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (!headers.names().stream().allMatch(HeaderRules::token)) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        List<String> hosts = headers.getAll(HttpHeaders.HOST);
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        List<String> lengths = headers.getAll(HttpHeaders.CONTENT_LENGTH);
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        // Written as RFC 9112 has it and nothing else: a coding we do not undo would reach the service undone.
        if (!codings.isEmpty() && !codings.getFirst().equals("chunked")) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        if (!lengths.isEmpty() && !digits(lengths.getFirst())) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        if (headers.getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        String expect = headers.get("Expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return ProblemCode.EXPECTATION_FAILED;
        }
        return null;
    }

    /** @return the declared length of the body in bytes, -1 where the request declares none */
    public static long contentLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    public static boolean hasBody(HttpServerRequest request) {
        return contentLength(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Removes what is meant for one connection only, together with every header that Connection names. */
    public static void stripHopByHop(MultiMap headers) {
        for (String connection : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : connection.split(",")) {
                String named = name.strip();
                if (!named.isEmpty() && !named.equalsIgnoreCase("close")) {
                    headers.remove(named);
                }
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
    }

    /** Removes what a client may not say about itself, and every header of the installation's own. */
    public static void stripSpoofed(MultiMap headers) {
        SPOOFABLE.forEach(headers::remove);
        for (String name : new TreeSet<>(headers.names())) {
            String lower = name.toLowerCase(Locale.ROOT);
            // A header with '_' is read as '-' by many a framework: the same name twice, the second unseen here.
            if (lower.startsWith("x-forwarded-") || lower.startsWith("x-internal-") || lower.indexOf('_') >= 0) {
                headers.remove(name);
            }
        }
    }

    /** The characters of a header's name (RFC 9110, 5.6.2), at least one. */
    private static boolean token(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
