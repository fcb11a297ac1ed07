package org.paincare.gateway.portal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.edge.HeldAnswers;
import org.paincare.gateway.problem.Language;

/**
 * The developer portal at {@code /}: guides, the catalogue of events, the changelog and the state of the services as plain
 * pages, and the reference, whose viewer comes from a package at build time. Nothing is fetched from elsewhere, in the
 * browser or here; the pages hold no data.
 */
@Singleton
public class PortalPages {

    private static final String HOME = "/";
    private static final String FOLDER = "/portal/";
    private static final String VIEWER = "/META-INF/resources/webjars/scalar/scalar.js";

    private static final String NOTHING_ELSE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
            + " connect-src 'self'; " + NOTHING_ELSE;

    /** The viewer writes its style into the page; scripts stay as strict as everywhere. A login asks the issuer. */
    private static final String OF_THE_REFERENCE = "default-src 'none'; script-src 'self'; style-src 'self'"
            + " 'unsafe-inline'; font-src data:; img-src 'self' data: blob:; connect-src 'self' %s; " + NOTHING_ELSE;

    private record File(String type, String contentSecurity, Buffer content, String etag) {}

    private final Map<String, File> scripts = new HashMap<>();
    private final Map<String, Map<Language, File>> pages = new HashMap<>();
    private final HeldAnswers held;

    PortalPages(HeldAnswers held, @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
        this.held = held;
        URI at = URI.create(issuer);
        String withIssuer = OF_THE_REFERENCE.formatted(at.getScheme() + "://" + at.getAuthority());
        script("portal.css", "text/css", text(FOLDER + "portal.css"));
        script("portal.js", "text/javascript", text(FOLDER + "portal.js"));
        script("reference.js", "text/javascript", text(FOLDER + "reference.js"));
        script("scalar.js", "text/javascript", text(VIEWER));
        var events = new EventCatalogue();
        for (Language language : new Language[] {Language.EN, Language.ES}) {
            var layout = new Layout(language);
            for (Layout.Page page : Layout.Page.values()) {
                String fragment = text(FOLDER + language.tag() + "/" + page.file() + ".html");
                String body = switch (page) {
                    case EVENTS -> fragment.replace("<!-- events -->", events.html(language));
                    case CHANGELOG -> fragment.replace("<!-- changes -->", Changelog.html(text("/CHANGELOG.md")));
                    default -> fragment;
                };
                String policy = page == Layout.Page.REFERENCE ? withIssuer : STRICT;
                pages.computeIfAbsent(page.address(), a -> new HashMap<>())
                        .put(language, file("text/html; charset=utf-8", policy, layout.page(page, body)));
            }
        }
    }

    private void script(String name, String type, String content) {
        scripts.put(FOLDER + name, file(type + "; charset=utf-8", STRICT, content));
    }

    private static File file(String type, String policy, String content) {
        Buffer bytes = Buffer.buffer(content);
        String etag = "\"" + Integer.toHexString(content.hashCode()) + "-" + bytes.length() + "\"";
        return new File(type, policy, bytes, etag);
    }

    public boolean has(String path) {
        return pages.containsKey(path) || scripts.containsKey(path);
    }

    /** Answers a path that is there. */
    public void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        @Nullable File file = scripts.get(request.path());
        if (file == null) {
            Language language = wished(request);
            file = pages.getOrDefault(request.path(), pages.get(HOME)).get(language);
            response.putHeader("Content-Language", language.tag()).putHeader(HttpHeaders.VARY, "Accept-Language");
        }
        response.putHeader("Content-Security-Policy", file.contentSecurity())
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ETAG, file.etag());
        if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
            held.end(request, file.content());
        }
    }

    private static Language wished(HttpServerRequest request) {
        String wished = request.getParam("lang");
        if (wished == null) {
            return Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        }
        return wished.equals("es") ? Language.ES : Language.EN;
    }

    static String text(String name) {
        try (InputStream in = PortalPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
