package org.paincare.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes large lists small on their way to the client, part by part. Only what is read with GET: what carries a secret is
 * answered to a POST, and a length that changes with a guess tells about the secret. Only without an ETag: compressed it
 * would name other bytes than the service meant, and come back in If-Match. Never a stream, whose parts must not wait.
 */
final class Gzip {

    private static final Pattern ACCEPTED = Pattern.compile(
            "(?i)(^|,)\\s*(x-)?gzip\\s*(;\\s*q=(1(\\.0{0,3})?|0\\.(?!0{1,3}\\s*(,|$))\\d{1,3})\\s*)?(,|$)");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * 1024);
    private final GZIPOutputStream out;

    Gzip() {
        try {
            out = new GZIPOutputStream(bytes) {
                {
                    def.setLevel(Deflater.BEST_SPEED);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the answer could be sent compressed to a client that takes it. */
    static boolean suits(HttpServerRequest request, int status, MultiMap answer, long length, long threshold) {
        String type = answer.get(HttpHeaders.CONTENT_TYPE);
        String control = answer.get(HttpHeaders.CACHE_CONTROL);
        return request.method() == HttpMethod.GET
                && status == 200
                && length >= threshold
                && type != null
                && json(type.toLowerCase(Locale.ROOT))
                && !answer.contains(HttpHeaders.ETAG)
                && !answer.contains(HttpHeaders.CONTENT_ENCODING)
                && (control == null || !control.contains("no-transform"));
    }

    private static boolean json(String type) {
        int semicolon = type.indexOf(';');
        String media = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        return media.equals("application/json") || media.endsWith("+json");
    }

    static boolean isAccepted(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && accepted.length() <= 256
                && ACCEPTED.matcher(accepted).find();
    }

    /** What of the compressed answer is ready; may be empty. */
    Buffer part(Buffer part) {
        try {
            out.write(part.getBytes());
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rest of it. */
    Buffer end() {
        try {
            out.close();
            return taken();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Buffer taken() {
        Buffer ready = Buffer.buffer(bytes.toByteArray());
        bytes.reset();
        return ready;
    }
}
