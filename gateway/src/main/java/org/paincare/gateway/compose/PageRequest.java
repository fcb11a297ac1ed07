package org.paincare.gateway.compose;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.ClinicClaim;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Upstream;

/**
 * Which page of a list over all services is asked for.
 *
 * <p>The cursor says of each service where its own list goes on: at which of the service's own cursors, and after which
 * item of that page. It is bound to the list, its filters and the caller; the services' cursors in it are sealed by them, and
 * what is shown is decided by them anew, so nothing is gained by making one up.
 */
record PageRequest(String path, MultiMap filters, int limit, String binding, Map<Upstream, Position> from) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;
    private static final int MAX_CURSOR = 6000;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9_-]{1,1500}");
    private static final String VERSION = "1";

    /**
     * @param cursor of the service, null for its beginning
     * @param after  the last item of that page that was shown, null for none
     */
    record Position(@Nullable String cursor, @Nullable ItemKey after) {
        static final Position BEGINNING = new Position(null, null);
    }

    /** A page that cannot be asked for. */
    static final class Refused extends RuntimeException {
        private final ProblemCode code;

        Refused(ProblemCode code) {
            super(code.name(), null, false, false);
            this.code = code;
        }

        ProblemCode code() {
            return code;
        }
    }

    /** @throws Refused MALFORMED_PARAMETER, INVALID_CURSOR */
    static PageRequest of(HttpServerRequest request) {
        MultiMap said;
        try {
            said = request.params();
        } catch (IllegalArgumentException noQuery) {
            throw new Refused(ProblemCode.MALFORMED_PARAMETER);
        }
        var filters = MultiMap.caseInsensitiveMultiMap();
        said.forEach(entry -> {
            if (!entry.getKey().equalsIgnoreCase("limit") && !entry.getKey().equalsIgnoreCase("cursor")) {
                filters.add(entry.getKey(), entry.getValue());
            }
        });
        String binding = binding(request, filters);
        return new PageRequest(
                request.path(),
                filters,
                limit(said.getAll("limit")),
                binding,
                positions(said.getAll("cursor"), binding));
    }

    private static int limit(List<String> said) {
        if (said.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        int limit =
                said.size() == 1 && LIMIT.matcher(said.getFirst()).matches() ? Integer.parseInt(said.getFirst()) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Refused(ProblemCode.MALFORMED_PARAMETER);
        }
        return limit;
    }

    private static Map<Upstream, Position> positions(List<String> said, String binding) {
        var positions = new EnumMap<Upstream, Position>(Upstream.class);
        Upstream.ALL.forEach(service -> positions.put(service, Position.BEGINNING));
        if (said.isEmpty()) {
            return positions;
        }
        if (said.size() > 1 || said.getFirst().length() > MAX_CURSOR) {
            throw new Refused(ProblemCode.INVALID_CURSOR);
        }
        try {
            var cursor =
                    new JsonObject(new String(Base64.getUrlDecoder().decode(said.getFirst()), StandardCharsets.UTF_8));
            if (!VERSION.equals(cursor.getValue("v")) || !binding.equals(cursor.getValue("b"))) {
                throw new Refused(ProblemCode.INVALID_CURSOR);
            }
            for (Upstream service : Upstream.ALL) {
                if (cursor.getValue(service.id()) instanceof JsonObject at) {
                    positions.put(service, position(at));
                }
            }
            return positions;
        } catch (RuntimeException damaged) {
            throw new Refused(ProblemCode.INVALID_CURSOR);
        }
    }

    private static Position position(JsonObject said) {
        String cursor = said.getString("c");
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw new Refused(ProblemCode.INVALID_CURSOR);
        }
        String time = said.getString("t");
        return new Position(cursor, time == null ? null : ItemKey.of(time, said.getString("i")));
    }

    /** The cursor that goes on at these places. */
    String cursor(Map<Upstream, Position> next) {
        var cursor = new JsonObject().put("v", VERSION).put("b", binding);
        next.forEach((service, position) -> {
            var at = new JsonObject();
            if (position.cursor() != null) {
                at.put("c", position.cursor());
            }
            if (position.after() != null) {
                at.put("t", position.after().at().toString())
                        .put("i", position.after().id());
            }
            cursor.put(service.id(), at);
        });
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cursor.toBuffer().getBytes());
    }

    /** The address of a page of a service's own list. */
    String uri(@Nullable String cursor) {
        var uri = new QueryStringEncoder(path);
        filters.forEach(entry -> uri.addParam(entry.getKey(), entry.getValue()));
        uri.addParam("limit", Integer.toString(limit));
        if (cursor != null) {
            uri.addParam("cursor", cursor);
        }
        return uri.toString();
    }

    /** Of list, filters and caller; the token has been checked, and names who calls for which clinic. */
    private static String binding(HttpServerRequest request, MultiMap filters) {
        var text = new StringBuilder(request.path());
        filters.names().stream()
                .sorted()
                .forEach(name -> filters.getAll(name)
                        .forEach(value ->
                                text.append('\n').append(name).append('=').append(value)));
        text.append('\n').append(caller(request.getHeader(HttpHeaders.AUTHORIZATION)));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String caller(@Nullable String authorization) {
        try {
            String[] token = authorization == null ? new String[0] : authorization.split("\\.");
            var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8));
            return claims.getValue("sub") + "|" + ClinicClaim.of(claims);
        } catch (RuntimeException unreadable) {
            return "";
        }
    }
}
