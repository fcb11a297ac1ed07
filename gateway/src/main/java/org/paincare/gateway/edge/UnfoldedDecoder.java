package org.paincare.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * The decoder of HTTP/1.1, but that a header over more than one line is refused (RFC 9112, 5.2), where Netty joins the lines:
 * whoever stands before or behind the gateway may read them otherwise. Netty takes whole lines only, so what is left unread
 * between two of its steps always begins with a line.
 */
public final class UnfoldedDecoder extends VertxHttpRequestDecoder {

    private static final String NAME = "httpDecoder";

    private boolean inHead = true;
    private boolean lineTaken;
    private boolean refused;

    private UnfoldedDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Takes the place of Vert.x' decoder on a connection of HTTP/1.1 on which nothing was read yet. */
    public static void replace(ChannelPipeline pipeline, HttpServerOptions options) {
        pipeline.replace(NAME, NAME, new UnfoldedDecoder(options));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (!refused && inHead && hasFoldedLine(bytes)) {
            refused = true;
            HttpMessage broken = createInvalidMessage();
            broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("folded header")));
            out.add(broken);
        }
        if (refused) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        int from = bytes.readerIndex();
        super.decode(context, bytes, out);
        lineTaken |= inHead && hasLine(bytes, from, bytes.readerIndex());
        for (Object decoded : out) {
            if (decoded instanceof HttpMessage) {
                inHead = false;
            }
            if (decoded instanceof LastHttpContent) {
                inHead = true;
                lineTaken = false;
            }
        }
    }

    /** Whether one of the lines up to the empty one begins with a blank; before the first line empty ones are skipped. */
    private boolean hasFoldedLine(ByteBuf bytes) {
        boolean first = !lineTaken;
        int end = bytes.writerIndex();
        int at = bytes.readerIndex();
        while (at < end) {
            byte begin = bytes.getByte(at);
            if (!first && (begin == ' ' || begin == '\t')) {
                return true;
            }
            int feed = bytes.indexOf(at, end, (byte) '\n');
            boolean empty = feed == at || (feed == at + 1 && begin == '\r');
            if (feed < 0 || (empty && !first)) {
                return false;
            }
            first &= empty;
            at = feed + 1;
        }
        return false;
    }

    private static boolean hasLine(ByteBuf bytes, int from, int to) {
        return bytes.forEachByte(from, to - from, b -> b == '\r' || b == '\n') >= 0;
    }
}
