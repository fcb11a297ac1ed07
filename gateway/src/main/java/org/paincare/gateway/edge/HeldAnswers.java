package org.paincare.gateway.edge;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * Hands over a large answer that the gateway holds, piece by piece as its reader takes it. Written at once it would be copied
 * whole for each reader: some dozens who do not read would use up the memory that all connections need to be served.
 */
@Singleton
public class HeldAnswers {

    private static final int PIECE = 32 * 1024;

    private final Vertx vertx;
    private final long readerStallMillis;

    HeldAnswers(Vertx vertx, GatewaySettings settings) {
        this.vertx = vertx;
        this.readerStallMillis = settings.readerStall().toMillis();
    }

    /** Ends the answer with these bytes; a reader who takes nothing for the reader's time is cut off. */
    public void end(HttpServerRequest request, Buffer whole) {
        HttpServerResponse response = request.response();
        if (whole.length() <= PIECE || request.method() == HttpMethod.HEAD) {
            response.end(whole);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(whole.length()));
            goOn(request, whole, 0);
        }
    }

    private void goOn(HttpServerRequest request, Buffer whole, int from) {
        HttpServerResponse response = request.response();
        int at = from;
        while (!response.closed()) {
            if (response.writeQueueFull()) {
                int next = at;
                long timer = vertx.setTimer(readerStallMillis, late -> ConnectionWatch.cut(request));
                response.drainHandler(drained -> {
                    if (vertx.cancelTimer(timer)) {
                        goOn(request, whole, next);
                    }
                });
                return;
            }
            int end = Math.min(at + PIECE, whole.length());
            if (end == whole.length()) {
                response.end(whole.slice(at, end));
                return;
            }
            response.write(whole.slice(at, end));
            at = end;
        }
    }
}
