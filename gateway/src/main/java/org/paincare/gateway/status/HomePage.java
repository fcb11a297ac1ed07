package org.paincare.gateway.status;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.paincare.gateway.problem.Language;

/** The page at {@code /} until there is a portal: what this is, where the document is, how to get a token. */
public final class HomePage {

    private static final Buffer ENGLISH = load("/home.en.html");
    private static final Buffer SPANISH = load("/home.es.html");

    private HomePage() {}

    public static void answer(HttpServerRequest request) {
        Language language = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String wished = request.getParam("lang");
        if (wished != null) {
            language = wished.equals("es") ? Language.ES : Language.EN;
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Language", language.tag())
                .putHeader(HttpHeaders.VARY, "Accept-Language")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(language == Language.ES ? SPANISH : ENGLISH);
    }

    private static Buffer load(String name) {
        try (InputStream in = HomePage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
