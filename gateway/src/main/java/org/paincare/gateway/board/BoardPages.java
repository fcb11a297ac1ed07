package org.paincare.gateway.board;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.HeldAnswers;
import org.paincare.gateway.problem.Language;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * The board at {@code /board}: a page, a style and a few scripts of our own, nothing from elsewhere. In the browser it may
 * talk to this gateway and to the issuer, and to nobody else. It holds no data: the page asks for them with the token of
 * whoever logs in.
 */
@Singleton
public class BoardPages {

    private static final String PAGE = "/board";
    private static final String SETTINGS = "/board/settings.json";
    private static final List<String> FILES = List.of(
            "board.css", "board.js", "login.js", "live.js", "model.js", "sound.js", "tiles.js", "trend.js", "words.js");

    private record File(String type, Buffer content) {}

    private final Map<String, File> files = new HashMap<>();
    private final Buffer english = load("index.html");
    private final Buffer spanish =
            Buffer.buffer(english.toString().replace("<html lang=\"en\">", "<html lang=\"es\">"));
    private final String contentSecurity;
    private final HeldAnswers held;

    BoardPages(
            GatewaySettings settings,
            HeldAnswers held,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
        this.held = held;
        for (String name : FILES) {
            String type = name.endsWith(".css") ? "text/css" : "text/javascript";
            files.put(PAGE + "/" + name, new File(type + "; charset=utf-8", load(name)));
        }
        var told = new JsonObject()
                .put("issuer", issuer.replaceFirst("/$", ""))
                .put("clientId", settings.board().clientId());
        files.put(SETTINGS, new File("application/json", told.toBuffer()));
        URI at = URI.create(issuer);
        contentSecurity = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' "
                + at.getScheme() + "://" + at.getAuthority()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public boolean has(String path) {
        return path.equals(PAGE) || files.containsKey(path);
    }

    /** Answers a path that is there. */
    public void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response()
                .putHeader("Content-Security-Policy", contentSecurity)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                // After an update no tablet may go on with yesterday's script.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        @Nullable File file = files.get(request.path());
        if (file != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
            held.end(request, file.content());
            return;
        }
        String wished = request.getParam("lang");
        Language language = wished == null
                ? Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                : wished.equals("es") ? Language.ES : Language.EN;
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Language", language.tag())
                .putHeader(HttpHeaders.VARY, "Accept-Language");
        held.end(request, language == Language.ES ? spanish : english);
    }

    private static Buffer load(String name) {
        try (InputStream in = BoardPages.class.getResourceAsStream("/board/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no board/" + name);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
