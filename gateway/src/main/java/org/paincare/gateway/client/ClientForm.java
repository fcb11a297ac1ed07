package org.paincare.gateway.client;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Scopes;
import org.paincare.gateway.limit.RateClass;
import org.paincare.gateway.problem.Problem.Violation;
import org.paincare.gateway.problem.ProblemCode;

/** Reads what somebody wants a client to be; says everything that is wrong with it at once. */
final class ClientForm {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> CONTACT = Set.of("name", "email");
    private static final Set<String> CHANGEABLE =
            Set.of("name", "contact", "scopes", "origins", "rateClass", "monthlyQuota", "status", "reason");
    private static final Set<String> KEPT =
            Set.of("id", "clinicId", "clientId", "version", "registeredAt", "changedAt", "changedBy");
    private static final Set<String> REGISTERING = Set.of(
            "clinicId", "clientId", "name", "contact", "scopes", "origins", "rateClass", "monthlyQuota", "reason");

    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,189}");
    private static final Pattern PAGE = Pattern.compile("https://[a-z0-9.-]{1,253}(:\\d{1,5})?");
    private static final Pattern LOCAL_PAGE = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");
    private static final int MOST_SCOPES = 50;
    private static final int MOST_ORIGINS = 20;
    private static final long MOST_REQUESTS = 1_000_000_000;

    private final Set<String> kinds;
    private final boolean localPages;
    private final JsonNode body;
    private final List<Violation> wrong = new ArrayList<>();

    /**
     * @param kinds      of resources that a scope may name
     * @param localPages whether pages of this machine may call, for development
     */
    ClientForm(Set<String> kinds, boolean localPages, JsonNode body) {
        this.kinds = kinds;
        this.localPages = localPages;
        this.body = body;
    }

    /** @throws Refused where that is no JSON object */
    static ObjectNode read(Buffer body) {
        try {
            if (JSON.readTree(body.getBytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // No JSON, or no UTF-8: answered as what is no object.
        }
        throw Refused.with(ProblemCode.MALFORMED_BODY);
    }

    /** A client that is registered now. */
    record Registration(
            @Nullable String clinicId,
            String clientId,
            ApiClient.Terms terms,
            @Nullable String reason) {}

    Registration registration() {
        onlyKnown("", body, REGISTERING);
        String clinic = body.has("clinicId") ? text("/clinicId", body.path("clinicId"), 36, any -> true) : null;
        String clientId = text(
                "/clientId",
                body.path("clientId"),
                200,
                id -> CLIENT_ID.matcher(id).matches());
        ApiClient.Terms terms = terms();
        String reason = reason();
        done();
        return new Registration(clinic, clientId, terms, reason);
    }

    /** A change of a client. */
    record Change(ApiClient.Terms terms, @Nullable String reason) {}

    /**
     * What the client is with the change, a merge patch (RFC 7396).
     *
     * @param shown the client as the API shows it
     */
    Change change(ObjectNode shown) {
        var readOnly = new ArrayList<Violation>();
        body.properties().forEach(field -> {
            if (KEPT.contains(field.getKey())) {
                if (!field.getValue().equals(shown.get(field.getKey()))) {
                    readOnly.add(new Violation("/" + field.getKey(), ProblemCode.READ_ONLY));
                }
            } else if (!CHANGEABLE.contains(field.getKey())) {
                wrong.add(new Violation(pointer(field.getKey()), ProblemCode.UNKNOWN_FIELD));
            }
        });
        if (wrong.isEmpty() && !readOnly.isEmpty()) {
            throw Refused.with(ProblemCode.READ_ONLY, readOnly);
        }
        ObjectNode merged = shown.deepCopy();
        merged.remove("reason");
        body.properties().stream()
                .filter(field -> CHANGEABLE.contains(field.getKey()))
                .forEach(field -> merge(merged, field.getKey(), field.getValue()));
        var whole = new ClientForm(kinds, localPages, merged);
        whole.wrong.addAll(wrong);
        ApiClient.Terms terms = whole.terms();
        String reason = whole.reason();
        if (terms.status() != ApiClient.Status.ACTIVE && reason == null) {
            whole.wrong.add(new Violation("/reason", ProblemCode.VALUE_REQUIRED));
        }
        whole.done();
        return new Change(terms, reason);
    }

    private static void merge(ObjectNode into, String name, JsonNode value) {
        if (value.isNull()) {
            into.remove(name);
        } else if (value instanceof ObjectNode changes && into.get(name) instanceof ObjectNode kept) {
            changes.properties().forEach(field -> merge(kept, field.getKey(), field.getValue()));
        } else {
            into.set(name, value);
        }
    }

    private ApiClient.Terms terms() {
        JsonNode contact = body.path("contact");
        String email = "";
        String person = "";
        if (contact.isObject()) {
            onlyKnown("/contact", contact, CONTACT);
            person = text("/contact/name", contact.path("name"), 120, any -> true);
            email = text(
                    "/contact/email",
                    contact.path("email"),
                    254,
                    mail -> EMAIL.matcher(mail).matches());
        } else {
            missingOrWrong("/contact", contact);
        }
        return new ApiClient.Terms(
                text("/name", body.path("name"), 120, any -> true),
                new ApiClient.Contact(person, email),
                list("/scopes", body.path("scopes"), 1, MOST_SCOPES, this::isScope),
                body.has("origins") ? list("/origins", body.path("origins"), 0, MOST_ORIGINS, this::isPage) : List.of(),
                oneOf("/rateClass", body.path("rateClass"), RateClass.STANDARD, RateClass::valueOf),
                quota(body.path("monthlyQuota")),
                oneOf("/status", body.path("status"), ApiClient.Status.ACTIVE, ApiClient.Status::valueOf));
    }

    private @Nullable String reason() {
        return body.has("reason") ? text("/reason", body.path("reason"), 500, any -> true) : null;
    }

    private boolean isScope(String text) {
        return Scopes.kind(text)
                .filter(kind -> kind.equals("*") || kinds.contains(kind))
                .isPresent();
    }

    private boolean isPage(String text) {
        return PAGE.matcher(text).matches()
                || (localPages && LOCAL_PAGE.matcher(text).matches());
    }

    private @Nullable Long quota(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > MOST_REQUESTS) {
            wrong.add(new Violation("/monthlyQuota", ProblemCode.INVALID_VALUE));
            return null;
        }
        return value.longValue();
    }

    private List<String> list(String pointer, JsonNode value, int least, int most, Predicate<String> fits) {
        if (!value.isArray()) {
            missingOrWrong(pointer, value);
            return List.of();
        }
        if (value.size() < least || value.size() > most) {
            wrong.add(new Violation(pointer, ProblemCode.INVALID_VALUE));
            return List.of();
        }
        var items = new ArrayList<String>();
        for (int i = 0; i < value.size(); i++) {
            items.add(text(pointer + "/" + i, value.get(i), 300, fits));
        }
        return items.stream().distinct().toList();
    }

    private <T> T oneOf(String pointer, JsonNode value, T usual, Function<String, T> named) {
        if (value.isMissingNode()) {
            return usual;
        }
        try {
            return named.apply(value.isTextual() ? value.textValue() : "");
        } catch (IllegalArgumentException e) {
            wrong.add(new Violation(pointer, ProblemCode.INVALID_VALUE));
            return usual;
        }
    }

    /** Text of one line with something in it. */
    private String text(String pointer, JsonNode value, int most, Predicate<String> fits) {
        String text = value.isTextual() ? value.textValue() : "";
        boolean sound = !text.isBlank()
                && text.length() <= most
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalf(c))
                && fits.test(text);
        if (!sound) {
            missingOrWrong(pointer, value);
            return "";
        }
        return text;
    }

    /** Half of a pair alone is no character: no database stores it. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private void missingOrWrong(String pointer, JsonNode value) {
        wrong.add(new Violation(
                pointer,
                value.isMissingNode() || value.isNull() ? ProblemCode.VALUE_REQUIRED : ProblemCode.INVALID_VALUE));
    }

    private void onlyKnown(String at, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong.add(new Violation(at + pointer(name), ProblemCode.UNKNOWN_FIELD));
            }
        });
    }

    /** A caller's own name of a field is shown back only where it is a plain one. */
    private static String pointer(String name) {
        return name.matches("[A-Za-z0-9_-]{1,64}") ? "/" + name : "";
    }

    private void done() {
        if (!wrong.isEmpty()) {
            boolean unknown = wrong.stream().allMatch(each -> each.code() == ProblemCode.UNKNOWN_FIELD);
            throw Refused.with(unknown ? ProblemCode.UNKNOWN_FIELD : ProblemCode.VALIDATION_FAILED, wrong);
        }
    }
}
