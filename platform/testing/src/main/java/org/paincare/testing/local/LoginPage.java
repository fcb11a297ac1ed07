package org.paincare.testing.local;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The login form in Spanish or English: works without scripts, by keyboard and with a screen reader. */
enum LoginPage {
    ES(Map.of(
            "title", "Iniciar sesión",
            "user", "Usuario",
            "password", "Contraseña",
            "enter", "Entrar",
            "wrong", "El usuario o la contraseña no son correctos.",
            "many", "Demasiados intentos. Espere un minuto.",
            "problem", "No se puede iniciar sesión",
            "out", "Sesión cerrada",
            "demo", "Instalación local de demostración. Usuarios como prescriber@bogota.")),
    EN(Map.of(
            "title", "Log in",
            "user", "User name",
            "password", "Password",
            "enter", "Log in",
            "wrong", "User name or password is wrong.",
            "many", "Too many attempts. Wait a minute.",
            "problem", "You cannot log in",
            "out", "You are logged out",
            "demo", "Local demonstration. User names are like prescriber@bogota."));

    /** What the form says about the last attempt. */
    enum Notice {
        NONE,
        WRONG,
        TOO_MANY
    }

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
            main { max-width: 24rem; margin: 10vh auto; padding: 0 1rem; }
            label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
            label { margin-top: 1rem; }
            input, button { padding: .6rem; border: 1px solid; border-radius: .3rem; }
            button { margin-top: 1.5rem; cursor: pointer; }
            :focus-visible { outline: 3px solid; outline-offset: 2px; }
            [role=alert] { border-left: .3rem solid #c00; padding-left: .7rem; }
            """;

    private final Map<String, String> words;

    LoginPage(Map<String, String> words) {
        this.words = words;
    }

    static LoginPage in(@Nullable String acceptLanguage) {
        return acceptLanguage != null
                        && acceptLanguage.strip().toLowerCase(Locale.ROOT).startsWith("es")
                ? ES
                : EN;
    }

    String form(AuthorizationRequest request, String username, Notice notice) {
        StringBuilder hidden = new StringBuilder();
        request.parameters()
                .forEach((name, value) -> hidden.append(
                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(escape(name), escape(value))));
        String alert = switch (notice) {
            case NONE -> "";
            case WRONG -> "<p role=\"alert\" id=\"notice\">" + word("wrong") + "</p>";
            case TOO_MANY -> "<p role=\"alert\" id=\"notice\">" + word("many") + "</p>";
        };
        String about = notice == Notice.NONE ? "" : " aria-describedby=\"notice\" aria-invalid=\"true\"";
        return page(word("title"), """
                %s
                <form method="post" action="/authorize">
                %s<label for="username">%s</label>
                <input id="username" name="username" value="%s" autocomplete="username" required autofocus%s>
                <label for="password">%s</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required%s>
                <button type="submit">%s</button>
                </form>
                <p><small>%s</small></p>
                """.formatted(
                        alert,
                        hidden,
                        word("user"),
                        escape(username),
                        about,
                        word("password"),
                        about,
                        word("enter"),
                        word("demo")));
    }

    String problem(String reason) {
        return page(word("problem"), "<p role=\"alert\">" + escape(reason) + "</p>");
    }

    String loggedOut() {
        return page(word("out"), "");
    }

    private String page(String title, String content) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · paincare</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(name().toLowerCase(Locale.ROOT), title, STYLE, title, content);
    }

    private String word(String key) {
        return words.getOrDefault(key, key);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
