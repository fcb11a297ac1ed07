package org.paincare.gateway.portal;

import org.paincare.gateway.problem.Language;

/** What every page has around it: the language, the way to the others, and a link past them for the keyboard. */
final class Layout {

    enum Page {
        START("", "First call in 5 minutes", "Primera llamada en 5 minutos"),
        REFERENCE("reference", "Reference", "Referencia"),
        ERRORS("errors", "Errors", "Errores"),
        IDEMPOTENCY("idempotency", "Repeats and versions", "Repeticiones y versiones"),
        PAGING("paging", "Lists and paging", "Listas y páginas"),
        LIVE("live", "Live streams", "Flujos en vivo"),
        DEVICES("devices", "Devices", "Dispositivos"),
        EVENTS("events", "Events", "Eventos"),
        WEBHOOKS("webhooks", "Webhooks", "Webhooks"),
        CHANGELOG("changelog", "Changelog", "Cambios"),
        STATUS("status", "Status", "Estado");

        private final String name;
        private final String en;
        private final String es;

        Page(String name, String en, String es) {
            this.name = name;
            this.en = en;
            this.es = es;
        }

        String address() {
            return name.isEmpty() ? "/" : "/portal/" + name;
        }

        String file() {
            return name.isEmpty() ? "start" : name;
        }

        String title(Language language) {
            return language == Language.ES ? es : en;
        }
    }

    private final Language language;

    Layout(Language language) {
        this.language = language;
    }

    private String in(String en, String es) {
        return language == Language.ES ? es : en;
    }

    String page(Page page, String body) {
        String other = in("es", "en");
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Paincare API</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/portal/portal.css">%s
                </head>
                <body class="%s">
                <a class="skip" href="#content">%s</a>
                <header>
                <p class="brand"><a href="/?lang=%s">Paincare API</a></p>
                <p class="tools"><a href="/openapi">OpenAPI 3.1</a> <a href="/board?lang=%s">%s</a> <a href="%s?lang=%s" lang="%s" hreflang="%s">%s</a></p>
                <nav aria-label="%s"><ul>
                %s</ul></nav>
                </header>
                <main id="content" tabindex="-1">
                %s
                </main>
                </body>
                </html>
                """.formatted(
                        language.tag(),
                        page.title(language),
                        scripts(page),
                        page.file(),
                        in("Skip to content", "Ir al contenido"),
                        language.tag(),
                        language.tag(),
                        in("Board", "Tablero"),
                        page.address(),
                        other,
                        other,
                        other,
                        in("Español", "English"),
                        in("Pages", "Páginas"),
                        links(page),
                        body);
    }

    private static String scripts(Page page) {
        return switch (page) {
            case REFERENCE ->
                "\n<script defer src=\"/portal/scalar.js\"></script>"
                        + "\n<script type=\"module\" src=\"/portal/reference.js\"></script>";
            case ERRORS, STATUS -> "\n<script type=\"module\" src=\"/portal/portal.js\"></script>";
            default -> "";
        };
    }

    private String links(Page here) {
        StringBuilder links = new StringBuilder();
        for (Page page : Page.values()) {
            links.append("<li><a href=\"")
                    .append(page.address())
                    .append("?lang=")
                    .append(language.tag())
                    .append(page == here ? "\" aria-current=\"page\">" : "\">")
                    .append(page.title(language))
                    .append("</a></li>\n");
        }
        return links.toString();
    }
}
