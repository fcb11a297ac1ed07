package org.paincare.platform.link;

import java.net.URI;
import java.util.Set;

/** The address of a page that takes a token: a template with the token's place in it. */
public final class PageAddress {

    public static final String TOKEN = "{token}";

    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1");

    private PageAddress() {}

    /**
     * An https address (http on one's own machine) with the token once, in the fragment: browsers send that to nobody, so
     * it stands in no log and no referrer, and a scanner that only fetches the page uses nothing up.
     */
    public static boolean isUsable(String template) {
        var place = template.indexOf(TOKEN);
        var fragment = template.indexOf('#');
        if (place < 0 || fragment < 0 || place < fragment || template.indexOf(TOKEN, place + 1) >= 0) {
            return false;
        }
        try {
            var address = new URI(template.replace(TOKEN, "t"));
            var host = address.getHost();
            return host != null
                    && address.getRawUserInfo() == null
                    && ("https".equals(address.getScheme())
                            || "http".equals(address.getScheme()) && OWN_MACHINE.contains(host));
        } catch (java.net.URISyntaxException notAnAddress) {
            return false;
        }
    }

    public static String of(String template, String token) {
        return template.replace(TOKEN, token);
    }
}
