package org.paincare.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.client.ChainKeeper;
import org.paincare.gateway.client.ClientGate;
import org.paincare.gateway.compose.Composer;
import org.paincare.gateway.limit.ServiceTurns;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.proxy.Call;
import org.paincare.gateway.proxy.Failure;
import org.paincare.gateway.proxy.Forwarder;
import org.paincare.gateway.replica.Breaker;
import org.paincare.gateway.replica.Breakers;
import org.paincare.gateway.route.Destination;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.route.Upstream;

/** Takes a request that may go on to whoever answers it: a service, all of them together, or the gateway's own registry. */
@Singleton
class Onward {

    private final Forwarder forwarder;
    private final Composer composer;
    private final Breakers breakers;
    private final ServiceTurns turns;
    private final ClientGate clients;
    private final ChainKeeper chain;

    Onward(
            Forwarder forwarder,
            Composer composer,
            Breakers breakers,
            ServiceTurns turns,
            ClientGate clients,
            ChainKeeper chain) {
        this.forwarder = forwarder;
        this.composer = composer;
        this.breakers = breakers;
        this.turns = turns;
        this.clients = clients;
        this.chain = chain;
    }

    void go(RoutingContext context, Visit visit, Route route) {
        switch (route.destination(context.request().method().name())) {
            case Destination.Service(var upstream) ->
                forward(context, visit, call(context, visit, route, upstream, null));
            case Destination.Own() ->
                then(
                        context,
                        forwarder
                                .read(context.request(), route)
                                .<Step>map(Read::new)
                                .otherwise(failure -> new No(Failure.of(failure))),
                        step -> take(step, context, visit, route, null));
            case Destination.Composed(var audit) -> {
                visit.upstream = "all";
                context.request().resume();
                var own = audit ? chain.part(visit.holder) : Future.succeededFuture(Optional.<JsonObject>empty());
                composer.compose(context.request(), visit.ids, own).onFailure(context::fail);
            }
            case Destination.Pages order -> {
                visit.upstream = "all";
                context.request().resume();
                then(
                        context,
                        composer.pages(context.request(), visit.ids, route, order),
                        refusal -> refusal.ifPresent(code -> visit.refuse(context, code)));
            }
            case Destination.Sections() -> {
                visit.upstream = "all";
                context.request().resume();
                composer.sections(context.request(), visit.ids, route).onFailure(context::fail);
            }
            case Destination.Knowing(var order) ->
                toWhoeverKnows(context, visit, route, order, context.request().path());
            case Destination.Looked(var order) ->
                toWhoeverKnows(
                        context,
                        visit,
                        route,
                        order,
                        route.resource(context.request().path()));
            case Destination.ByResource() -> toOwnerOfResource(context, visit, route);
        }
    }

    private void forward(RoutingContext context, Visit visit, Call call) {
        visit.upstream = call.upstream().id();
        if (mayWaitForTheService(call.route())) {
            Breaker breaker = breakers.of(call.upstream());
            if (!breaker.admits()) {
                visit.refuse(context, ProblemCode.CIRCUIT_OPEN);
                return;
            }
            visit.ending.then(() -> breaker.ended(Breakers.outcome(context.response())));
        }
        forwarder.forward(call);
    }

    private Call call(RoutingContext context, Visit visit, Route route, Upstream upstream, @Nullable Buffer body) {
        var turn = mayWaitForTheService(route)
                ? turns.turn(upstream, visit.holder == null ? null : visit.holder.clinic(), visit.ending)
                : ServiceTurns.Turn.NONE;
        return new Call(context.request(), visit.ending, route, upstream, visit.ids, turn, body);
    }

    /** A reading that reaches a slow service still raises its alarm: at the bedside it is always tried. */
    private static boolean mayWaitForTheService(Route route) {
        return route.lane() == Lane.NORMAL && !route.unlimited();
    }

    private void toWhoeverKnows(
            RoutingContext context, Visit visit, Route route, List<Upstream> order, String resource) {
        var knows = composer.whoKnows(context.request(), visit.ids, order, resource)
                .map(found -> found.<Step>map(To::new).orElse(new No(ProblemCode.NOT_FOUND)))
                .otherwise(failure -> new No(Failure.of(failure)));
        then(context, knows, step -> take(step, context, visit, route, null));
    }

    private void toOwnerOfResource(RoutingContext context, Visit visit, Route route) {
        Future<Buffer> read = forwarder.read(context.request(), route);
        var owner = read.<Step>map(body -> new To(composer.ownerOfResource(context.request(), body)))
                .otherwise(failure -> new No(
                        failure instanceof Composer.Unroutable unroutable ? unroutable.code() : Failure.of(failure)));
        then(context, owner, step -> take(step, context, visit, route, read.result()));
    }

    /** Where a call goes whose path does not say it: to a service, or nowhere. */
    private sealed interface Step {}

    private record To(Upstream upstream) implements Step {}

    /** Nowhere: the gateway itself answers, now that it has read the body. */
    private record Read(Buffer body) implements Step {}

    private record No(ProblemCode code) implements Step {}

    private void take(Step step, RoutingContext context, Visit visit, Route route, @Nullable Buffer body) {
        switch (step) {
            case To(var upstream) -> forward(context, visit, call(context, visit, route, upstream, body));
            case Read(var own) ->
                clients.answer(context.request(), route, own, visit.holder, visit.ids)
                        .onFailure(context::fail);
            case No(var code) -> visit.refuse(context, code);
        }
    }

    /** Goes on with what was waited for, unless the client is gone; a fault on the way ends in {@link Gateway#failed}. */
    static <T> void then(RoutingContext context, Future<T> awaited, Consumer<T> next) {
        awaited.map(value -> {
                    if (!context.response().closed()) {
                        next.accept(value);
                    }
                    return null;
                })
                .onFailure(context::fail);
    }
}
