package org.paincare.platform.document;

/**
 * Java's patterns as ECMA 262 has them, which is what a reader of the document applies: matched anywhere in the text, so
 * anchored here, and without what only Java knows.
 */
final class Patterns {

    private Patterns() {}

    static String ecma(String java) {
        if (java.equals("(?s).*\\S.*")) {
            return "\\S";
        }
        String plain = java.replace("*+", "*")
                .replace("\\p{Cntrl}", "\\u0000-\\u001f\\u007f")
                .replace("\\p{Zl}", "\\u2028")
                .replace("\\p{Zp}", "\\u2029");
        return plain.startsWith("^") && plain.endsWith("$") ? plain : "^(?:" + plain + ")$";
    }
}
