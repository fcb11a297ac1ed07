package org.paincare.e2e.attacks;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What no client should send: values for JSON, for paths and parameters, and for headers. */
final class Rubbish {

    /** Stands for what is known of a person: it may come back to nobody but in their own record. */
    static final String PERSONAL = "Zarzaparrilla7731";

    /** How long a database would sleep that runs what it is sent. */
    static final int SLEEP_SECONDS = 20;

    /** JSON tokens, as they stand in a body. */
    private static final List<String> JSON = List.of(
            "\"" + PERSONAL + "\"",
            "\"" + PERSONAL + "\"",
            "{\"a\":\"" + PERSONAL + "\"}",
            "\"'; DROP TABLE patient CASCADE; --\"",
            "\"1' OR pg_sleep(" + SLEEP_SECONDS + ") IS NULL --\"",
            "\"${jndi:ldap://localhost/" + PERSONAL + "}\"",
            "\"x\\r\\nX-Injected: 1\"",
            "null",
            "true",
            "0",
            "-1",
            "-0.0",
            "1e-100000000",
            "1e400",
            "9223372036854775808",
            "123456789012345678901234567890.123456789",
            "{}",
            "[]",
            "[null]",
            "{\"a\":{\"b\":[]}}",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\ufeff\"",
            "\"+999999999-01-01T00:00:00Z\"",
            "\"-999999999-12-31\"",
            "\"2026-02-30\"",
            "\"2026-01-01T25:61:00Z\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"0197a000-0000-7000-8000-00000000000\"",
            "\"' OR 1=1 --\"",
            "\"1e99\"",
            "\"NaN\"",
            "\"" + "x".repeat(20_000) + "\"",
            "NaN",
            "'single'",
            "01",
            "\"unclosed");

    /** Percent-encoded, so that they are one path segment or parameter value. */
    private static final List<String> VALUES = List.of(
            "id%3BDROP%20TABLE%20patient",
            "1%27%20OR%20pg_sleep(" + SLEEP_SECONDS + ")%20IS%20NULL%20--",
            "%28select%20pg_sleep(" + SLEEP_SECONDS + ")%29",
            "x%0D%0AX-Injected:%201",
            "0",
            "-1",
            "null",
            "%00",
            "%ff%fe",
            "%2e%2e",
            "%2e%2e%2f%2e%2e",
            "%F0%9F%92%A9",
            "%27%20OR%201=1%20--",
            "%7B0197a000-0000-7000-8000-00000000b060%7D",
            "0197A000-0000-7000-8000-00000000B060",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "+999999999-01-01",
            "2026-02-30",
            "99999999999999999999",
            "1e9",
            "%3Cscript%3E",
            "%25s%25n",
            "a".repeat(3_000));

    private static final Map<String, List<String>> HEADERS = Map.of(
            "If-Match", List.of("*", "W/\"v0\"", "\"v99999999999\"", "garbage", "\"", "\"v0\", ,", "x".repeat(2_000)),
            "If-None-Match", List.of(PERSONAL, "*", "garbage", "\"v0\",", "\"".repeat(99)),
            "Idempotency-Key",
                    List.of(PERSONAL, "", " ", "a".repeat(129), "two words", "\"quoted\"", "a".repeat(4_000)),
            "Accept", List.of("text/html", "*/*;q=x", "application/json;q=0", "garbage", ";;;"),
            "Accept-Language", List.of("xx", "es;q=abc, *", "a".repeat(500), ";", "es-CO-u-nu-latn"),
            "Content-Type",
                    List.of(
                            "text/plain",
                            "application/json; charset=utf-16",
                            "application/xml",
                            "garbage",
                            "*/*",
                            "a/b;c"),
            "X-Request-Id", List.of("<script>", "a".repeat(200), "x"),
            "traceparent", List.of("00-zz", "ff-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01", ""),
            "X-Clinic-Id", List.of("0197a000-0000-7000-8000-00000000b060", "garbage"),
            "Range", List.of("bytes=0-1", "garbage"));

    private final SplittableRandom random;

    Rubbish(SplittableRandom random) {
        this.random = random;
    }

    String json() {
        return any(JSON);
    }

    String value() {
        return any(VALUES);
    }

    /** A value for a parameter: addresses hold ids alone, but people are looked for by what is known of them. */
    String parameter() {
        return oneIn(8) ? PERSONAL : value();
    }

    Map.Entry<String, String> header() {
        String name = any(HEADERS.keySet().stream().sorted().toList());
        return Map.entry(name, any(HEADERS.getOrDefault(name, List.of(""))));
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
