package org.paincare.gateway.portal;

/** Text as it stands in a page. */
final class Html {

    private Html() {}

    static String of(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
