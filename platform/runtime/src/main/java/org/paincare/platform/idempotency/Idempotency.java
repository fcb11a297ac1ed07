package org.paincare.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.enterprise.context.RequestScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.crypto.DataKey;
import org.paincare.platform.db.CommitWrites;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.SqlFailure;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * One effect and one answer for a request that is sent again with its {@code Idempotency-Key}.
 *
 * <p>The key's row is inserted first, in the effect's own transaction, so the row's uniqueness is the lock: a repeat
 * waits at that insert until the first has committed (then it gets the stored answer) or rolled back (then it runs).
 * Scope of a key: clinic, caller, method and path. Answers are kept encrypted for 72 hours of real time; only 2xx are
 * kept, a refusal is evaluated again.
 */
@RequestScoped
public class Idempotency {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Jdbc jdbc;
    private final CommitWrites writes;
    private final ObjectMapper json;
    private final DataKey key;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;

    Idempotency(
            DataSource pool,
            CommitWrites writes,
            ObjectMapper json,
            DataKey key,
            CurrentCaller caller,
            CurrentClinic clinic,
            HttpHeaders headers,
            UriInfo uri,
            Request request) {
        this.jdbc = new Jdbc(pool);
        this.writes = writes;
        this.json = json;
        this.key = key;
        this.caller = caller;
        this.clinic = clinic;
        this.headers = headers;
        this.uri = uri;
        this.request = request;
    }

    /** What is kept of an answer. */
    record Kept(int status, Map<String, String> headers, String body) {}

    private record Stored(byte[] requestHash, byte[] answer) {}

    /**
     * Runs the effect once per key; without a key it simply runs. Opens the transaction that the effect joins.
     *
     * @throws Problem IDEMPOTENCY_KEY_REUSED (422) for the same key with another body, REQUEST_IN_PROGRESS (409) when
     *     the first is still running after 2 s
     */
    @Transactional
    public Response once(@Nullable Object body, Supplier<Response> effect) {
        var sent = headers.getHeaderString(HEADER);
        if (sent == null) {
            return effect.get();
        }
        return withKey(sent, body, effect);
    }

    /**
     * As {@link #once}, for effects that a repeat would make harmful: the key must be there.
     *
     * @throws Problem IDEMPOTENCY_KEY_REQUIRED (400) without one
     */
    @Transactional
    public Response exactlyOnce(@Nullable Object body, Supplier<Response> effect) {
        var sent = headers.getHeaderString(HEADER);
        if (sent == null) {
            throw Problem.of(PlatformProblem.IDEMPOTENCY_KEY_REQUIRED);
        }
        return withKey(sent, body, effect);
    }

    private Response withKey(String sent, @Nullable Object body, Supplier<Response> effect) {
        if (!FORM.matcher(sent).matches()) {
            throw Problem.of(PlatformProblem.MALFORMED_PARAMETER);
        }
        var hash = hash(body);
        if (!claim(sent, hash)) {
            return replay(sent, hash);
        }
        var answer = effect.get();
        if (answer.getStatus() / 100 == 2) {
            keep(sent, answer);
        } else {
            jdbc.update("DELETE FROM idempotency WHERE" + SCOPE, scope(sent));
        }
        return answer;
    }

    private static final String SCOPE = " clinic_id = ? AND caller_id = ? AND method = ? AND path = ? AND key = ?";

    private Object[] scope(String sent) {
        return new Object[] {clinic.get(), caller.get().id(), request.getMethod(), uri.getPath(), sent};
    }

    /** True where this request is the first. Waits at most 2 s for another that holds the key. */
    private boolean claim(String sent, byte[] hash) {
        try {
            var scope = scope(sent);
            return jdbc.first(
                            "SELECT claim_idempotency_key(?, ?, ?, ?, ?, ?)",
                            row -> row.getBoolean(1),
                            scope[0],
                            scope[1],
                            scope[2],
                            scope[3],
                            scope[4],
                            hash)
                    .orElseThrow();
        } catch (SqlFailure waited) {
            if (LOCK_NOT_AVAILABLE.equals(waited.sqlState())) {
                throw Problem.of(PlatformProblem.REQUEST_IN_PROGRESS).header(HttpHeaders.RETRY_AFTER, "2");
            }
            throw waited;
        }
    }

    private Response replay(String sent, byte[] hash) {
        var stored = jdbc.first(
                        "SELECT request_hash, answer FROM idempotency WHERE" + SCOPE,
                        row -> new Stored(row.getBytes("request_hash"), row.getBytes("answer")),
                        scope(sent))
                .orElseThrow(
                        () -> Problem.of(PlatformProblem.REQUEST_IN_PROGRESS).header(HttpHeaders.RETRY_AFTER, "1"));
        if (!MessageDigest.isEqual(stored.requestHash(), hash)) {
            throw Problem.of(PlatformProblem.IDEMPOTENCY_KEY_REUSED);
        }
        var plain = key.open(stored.answer(), context(sent))
                .orElseThrow(() -> new IllegalStateException("a stored answer does not open with the data key"));
        try {
            var kept = json.readValue(plain, Kept.class);
            var answer = Response.status(kept.status());
            kept.headers().forEach(answer::header);
            if (!kept.body().isEmpty()) {
                answer.type(MediaType.APPLICATION_JSON_TYPE).entity(new Verbatim(kept.body()));
            }
            return answer.build();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void keep(String sent, Response answer) {
        try {
            var kept = new LinkedHashMap<String, String>();
            answer.getStringHeaders().forEach((name, values) -> kept.put(name, values.getFirst()));
            kept.remove(HttpHeaders.CONTENT_TYPE);
            var body = answer.hasEntity() ? json.writeValueAsString(answer.getEntity()) : "";
            var sealed = key.seal(json.writeValueAsBytes(new Kept(answer.getStatus(), kept, body)), context(sent));
            var scope = scope(sent);
            writes.add(
                    CommitWrites.Turn.ANSWER,
                    clinic.get(),
                    "UPDATE idempotency SET answer = ? WHERE" + SCOPE,
                    sealed,
                    scope[0],
                    scope[1],
                    scope[2],
                    scope[3],
                    scope[4]);
        } catch (JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String context(String sent) {
        return "idempotency|" + clinic.get() + "|" + caller.get().id() + "|" + sent;
    }

    /** SHA-256 over the body as read and written again, so that white space and key order do not count. */
    private byte[] hash(@Nullable Object body) {
        try {
            var canonical = body == null
                    ? "-".getBytes(StandardCharsets.UTF_8)
                    : json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                            .writeValueAsBytes(body);
            return MessageDigest.getInstance("SHA-256").digest(canonical);
        } catch (JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
