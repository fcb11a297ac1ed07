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
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.proxy.Passage;
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
        var asking = new Asking(clients.passage(upstream, Lane.NORMAL, HttpMethod.GET, uri), headers);
        long deadline = vertx.setTimer(settings.partDeadline().toMillis(), id -> asking.giveUp());
        asking.ask();
        return asking.answer.future().onComplete(done -> {
            vertx.cancelTimer(deadline);
            asking.passage.leave();
        });
    }

    /** One question, asked a second time where the replica that has it hangs or hangs up. */
    private static final class Asking {
        private final Passage passage;
        private final MultiMap headers;
        private final Promise<Answer> answer = Promise.promise();
        private @Nullable HttpClientRequest request;
        private boolean repeated;

        Asking(Passage passage, MultiMap headers) {
            this.passage = passage.whenPutOut(this::putOut);
            this.headers = headers;
        }

        void ask() {
            passage.open()
                    .compose(opened -> {
                        request = opened;
                        opened.headers().addAll(headers);
                        return opened.send();
                    })
                    .onSuccess(response -> {
                        passage.answered();
                        passage.leave();
                        if (request != null) {
                            collect(response, request, answer);
                        }
                    })
                    .onFailure(this::failed);
        }

        private void putOut() {
            if (request != null && !repeated && passage.hasAnother()) {
                request.reset();
            }
        }

        private void failed(Throwable failure) {
            if (request != null && !repeated && !answer.future().isComplete() && passage.hasAnother()) {
                repeated = true;
                request = null;
                passage.repeating();
                ask();
            } else {
                answer.tryFail(failure);
            }
        }

        void giveUp() {
            answer.tryFail(new TimeoutException());
            if (request != null) {
                request.reset();
            }
        }
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
