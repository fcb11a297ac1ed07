package org.paincare.gateway.compose;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeoutException;
import org.paincare.gateway.proxy.UpstreamClients;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;

/** Asks one service for one whole, small answer within the part deadline. */
@Singleton
public class PartClient {

    /** The largest part that is held in memory, in bytes. */
    private static final int MAX_PART = 4 << 20;

    private final Vertx vertx;
    private final UpstreamClients clients;
    private final GatewaySettings settings;

    PartClient(Vertx vertx, UpstreamClients clients, GatewaySettings settings) {
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
    }

    /** @param status of the service; {@code body} may be empty */
    public record Answer(int status, Buffer body) {}

    /** Fails where the service cannot be reached, is too slow, or answers more than a part may hold. */
    public Future<Answer> get(Upstream upstream, String uri, MultiMap headers) {
        Promise<Answer> answer = Promise.promise();
        var call = new Object() {
            HttpClientRequest request;
        };
        long deadline = vertx.setTimer(settings.partDeadline().toMillis(), id -> {
            answer.tryFail(new TimeoutException());
            if (call.request != null) {
                call.request.reset();
            }
        });
        clients.request(upstream, Lane.NORMAL, HttpMethod.GET, uri)
                .compose(request -> {
                    call.request = request;
                    request.headers().addAll(headers);
                    return request.send();
                })
                .onSuccess(response -> collect(response, call.request, answer))
                .onFailure(answer::tryFail);
        return answer.future().onComplete(done -> vertx.cancelTimer(deadline));
    }

    private static void collect(HttpClientResponse response, HttpClientRequest request, Promise<Answer> answer) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.endHandler(v -> answer.tryComplete(new Answer(response.statusCode(), body)));
        response.handler(part -> {
            if (body.length() + part.length() > MAX_PART) {
                answer.tryFail(new IllegalStateException("part too large"));
                request.reset();
            } else {
                body.appendBuffer(part);
            }
        });
    }
}
