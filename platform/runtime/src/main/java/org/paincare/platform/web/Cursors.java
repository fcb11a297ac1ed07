package org.paincare.platform.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.crypto.DataKey;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;

/**
 * Keyset cursors: the sort keys of the last row shown, encrypted and bound to clinic, caller and list, so that a cursor
 * tells nothing and fits nowhere else.
 */
@Singleton
public class Cursors {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;
    private static final String SEPARATOR = "\u001f";

    private final DataKey key;

    Cursors(DataKey key) {
        this.key = key;
    }

    /** The page's size: 1 to 100, 20 where none was asked for. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation("limit", "OUT_OF_RANGE", new Text("1 to 100", "de 1 a 100")));
        }
        return asked;
    }

    /**
     * Cuts a page from rows that were read with one more than its limit.
     *
     * @param keys the sort keys of a row, in the order of the query
     */
    public <T> Page<T> page(
            List<T> oneMoreThanLimit, int limit, Caller caller, String list, Function<T, List<String>> keys) {
        if (oneMoreThanLimit.size() <= limit) {
            return new Page<>(oneMoreThanLimit, null);
        }
        var items = oneMoreThanLimit.subList(0, limit);
        var plain = String.join(SEPARATOR, keys.apply(items.getLast())).getBytes(StandardCharsets.UTF_8);
        return new Page<>(
                List.copyOf(items),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(plain, context(caller, list))));
    }

    /**
     * The sort keys behind a cursor, empty for none.
     *
     * @throws Problem INVALID_CURSOR for one that is forged, damaged, or was made for another caller, clinic or list
     */
    public List<String> keys(@Nullable String cursor, Caller caller, String list) {
        if (cursor == null) {
            return List.of();
        }
        try {
            return key.open(Base64.getUrlDecoder().decode(cursor), context(caller, list))
                    .map(plain -> List.of(new String(plain, StandardCharsets.UTF_8).split(SEPARATOR, -1)))
                    .orElseThrow(() -> Problem.of(PlatformProblem.INVALID_CURSOR));
        } catch (IllegalArgumentException notBase64) {
            throw Problem.of(PlatformProblem.INVALID_CURSOR);
        }
    }

    private static String context(Caller caller, String list) {
        return "cursor|" + caller.clinicId() + "|" + caller.id() + "|" + list;
    }
}
