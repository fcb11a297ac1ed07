package org.paincare.gateway.edge;

import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.ProblemCode;

/**
 * Checks the request target. A path that passes has one spelling only: what the route table matched is byte for byte
 * what the service gets, so the two can never see different paths.
 */
public final class Target {

    /** Path and query together, in bytes. */
    public static final int MAX_LENGTH = 8 * 1024;

    private static final boolean[] PATH = table("-._~!$&'()*+,=:@/");
    private static final boolean[] QUERY = table("-._~!$&'()*+,=:@/?;[]%");

    private Target() {}

    /** @return why the target is refused, or null where it is sound */
    public static @Nullable ProblemCode refusal(String target) {
        if (target.length() > MAX_LENGTH) {
            return ProblemCode.URI_TOO_LONG;
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        boolean sound = path.startsWith("/")
                && only(PATH, path)
                && segmentsSound(path)
                && (mark < 0 || querySound(target.substring(mark + 1)));
        return sound ? null : ProblemCode.MALFORMED_PATH;
    }

    /** No empty segment but the last, and none that means "here" or "up". */
    private static boolean segmentsSound(String path) {
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, to);
            if (segment.equals(".") || segment.equals("..") || (segment.isEmpty() && slash >= 0)) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }

    private static boolean querySound(String query) {
        if (!only(QUERY, query)) {
            return false;
        }
        for (int at = query.indexOf('%'); at >= 0; at = query.indexOf('%', at + 1)) {
            if (at + 2 >= query.length() || !hex(query.charAt(at + 1)) || !hex(query.charAt(at + 2))) {
                return false;
            }
            if (Integer.parseInt(query, at + 1, at + 3, 16) == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hex(char c) {
        return Character.digit(c, 16) >= 0 && c < 128;
    }

    private static boolean only(boolean[] allowed, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= allowed.length || !allowed[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] table(String marks) {
        boolean[] allowed = new boolean[128];
        for (char c = 0; c < 128; c++) {
            allowed[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        marks.chars().forEach(c -> allowed[c] = true);
        return allowed;
    }
}
