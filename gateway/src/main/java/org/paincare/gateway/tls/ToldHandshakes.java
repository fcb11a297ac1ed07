package org.paincare.gateway.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The JDK's TLS, which tells of each connection as soon as its handshake is done, before a byte of what is said in it is
 * read. Vert.x tells of a connection of HTTP/2 only with its client's first settings: one that never says any would be
 * known to nobody.
 */
public final class ToldHandshakes extends JdkSSLEngineOptions {

    /** Who is told, on the connection's event loop. */
    public interface Listener {
        /** @param took how long ago the connection was opened */
        void shaken(Channel channel, SslHandler tls, Duration took);
    }

    private final Listener listener;

    public ToldHandshakes(Listener listener) {
        this.listener = listener;
    }

    @Override
    public JdkSSLEngineOptions copy() {
        return new ToldHandshakes(listener);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return new Told(super.create());
            }
        };
    }

    private final class Told extends DelegatingSslContext {

        Told(SslContext context) {
            super(context);
        }

        @Override
        protected void initEngine(SSLEngine engine) {}

        @Override
        protected void initHandler(SslHandler handler) {
            long opened = System.nanoTime();
            handler.handshakeFuture().addListener((Future<Channel> done) -> {
                if (done.isSuccess()) {
                    listener.shaken(done.getNow(), handler, Duration.ofNanos(System.nanoTime() - opened));
                }
            });
        }
    }
}
