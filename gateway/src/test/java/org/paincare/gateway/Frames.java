package org.paincare.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;
import org.paincare.testing.local.TestAuthority;

/** A client of HTTP/2 that writes frames as they are: one that is well brought up would not send what a test means to send. */
final class Frames implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int GO_AWAY = 7;
    static final int WINDOW = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PRIORITY = 0x20;

    /**
     * How a request ended.
     *
     * @param status of the answer, 0 where none came
     * @param reset  the code of the end where its stream or its connection was reset, -1 where it was not
     */
    record Answer(int status, Http2Headers headers, String body, long reset) {}

    private record Frame(int type, int flags, int stream, byte[] payload) {}

    private final SSLSocket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder(false);

    Frames() throws IOException {
        this(65_535);
    }

    /** @param window how much of every answer is read at first, in bytes */
    Frames(int window) throws IOException {
        this(shaken());
        bytes(PREFACE);
        frame(SETTINGS, 0, 0, new byte[] {
            0, 4, (byte) (window >> 24), (byte) (window >> 16), (byte) (window >> 8), (byte) window
        });
    }

    private Frames(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Has shaken hands, and says nothing by itself. */
    static Frames mute() throws IOException {
        return new Frames(shaken());
    }

    private static SSLSocket shaken() throws IOException {
        var trusting = TestAuthority.kept(Outside.certificateFolder()).context();
        var plain = new Socket(InetAddress.getLoopbackAddress(), Outside.port("tls"));
        var socket = (SSLSocket) trusting.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(8000);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    String protocol() {
        return socket.getApplicationProtocol();
    }

    Frames bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    Frames frame(int type, int flags, int stream, byte[] payload) throws IOException {
        return bytes(framed(type, flags, stream, payload));
    }

    static byte[] framed(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** A header block, name and value in turn, each written as it is: nothing indexed, nothing checked. */
    static byte[] block(String... namesAndValues) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.write(0);
            text(block, namesAndValues[i]);
            text(block, namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            for (length -= 127; length >= 128; length >>= 7) {
                block.write(length & 127 | 128);
            }
            block.write(length);
        }
        block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Frames request(int stream, boolean whole, String... namesAndValues) throws IOException {
        return frame(HEADERS, END_HEADERS | (whole ? END_STREAM : 0), stream, block(namesAndValues));
    }

    Frames data(int stream, boolean last, String text) throws IOException {
        return frame(DATA, last ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads until the stream has its answer or is reset; what comes for others is lost. */
    Answer answer(int stream) throws Exception {
        int status = 0;
        Http2Headers said = null;
        var body = new StringBuilder();
        while (true) {
            Frame frame = read();
            if (frame == null || frame.type() == GO_AWAY && frame.stream() == 0 && status == 0 && code(frame, 4) != 0) {
                return new Answer(status, said, body.toString(), frame == null ? 0 : code(frame, 4));
            }
            if (frame.type() == SETTINGS && frame.flags() == 0) {
                frame(SETTINGS, 1, 0, new byte[0]);
            }
            if (frame.type() == HEADERS) {
                // Every block is decoded: the table of the decoder follows the gateway's.
                Http2Headers decoded = headers.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(block(frame)));
                if (frame.stream() == stream) {
                    said = decoded;
                    status = Integer.parseInt(said.status().toString());
                }
            }
            if (frame.stream() == stream && frame.type() == RESET) {
                return new Answer(status, said, body.toString(), code(frame, 0));
            }
            if (frame.stream() == stream && frame.type() == DATA) {
                body.append(new String(frame.payload(), StandardCharsets.UTF_8));
            }
            if (frame.stream() == stream && frame.type() <= HEADERS && (frame.flags() & END_STREAM) != 0) {
                return new Answer(status, said, body.toString(), -1);
            }
        }
    }

    /** The header block of a frame, without what it says of priority. */
    private static byte[] block(Frame frame) {
        int from = (frame.flags() & PRIORITY) == 0 ? 0 : 5;
        return Arrays.copyOfRange(frame.payload(), from, frame.payload().length);
    }

    private static long code(Frame frame, int at) {
        long code = 0;
        for (int i = at; i < at + 4; i++) {
            code = code << 8 | frame.payload()[i] & 0xff;
        }
        return code;
    }

    /** The next frame; null where the connection is closed. */
    private Frame read() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(type, flags, stream, in.readNBytes(length));
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    /** Whether the gateway closes the connection within the time, whatever it sends before. */
    boolean closedWithin(int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (true) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            socket.setSoTimeout((int) left);
            try {
                if (read() == null) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
