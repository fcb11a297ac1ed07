package org.paincare.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that writes bytes as they are: an HTTP client would put right what a test means to send wrong. */
final class Wire implements AutoCloseable {

    /** An answer, its head exactly as it came. */
    record Reply(String head, byte[] bytes) {
        int status() {
            return Integer.parseInt(head.split(" ", 3)[1]);
        }

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        List<String> header(String name) {
            return new WireServer.Received(head, bytes).header(name);
        }
    }

    private final Socket socket;
    private final InputStream in;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(8000);
        in = socket.getInputStream();
    }

    Wire write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Makes the receiving side small, so that a reader who does not read is noticed. */
    void readLittle() throws IOException {
        socket.setReceiveBufferSize(4096);
    }

    String readHead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int last = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            last = (last << 8) | b;
            if (last == 0x0d0a0d0a) {
                return bytes.toString(StandardCharsets.ISO_8859_1).strip() + "\r\n";
            }
        }
        throw new IOException("closed before the head was whole: " + bytes.toString(StandardCharsets.ISO_8859_1));
    }

    /** Reads one answer with the framing its head names. */
    Reply reply(boolean toHead) throws IOException {
        String head = readHead();
        var shape = new WireServer.Received(head, new byte[0]);
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        if (toHead || status == 204 || status == 304 || status == 100) {
            return new Reply(head, new byte[0]);
        }
        if (!shape.header("content-length").isEmpty()) {
            return new Reply(
                    head,
                    in.readNBytes(
                            Integer.parseInt(shape.header("content-length").getFirst())));
        }
        var body = new ByteArrayOutputStream();
        for (String part = chunk(); !part.isEmpty(); part = chunk()) {
            body.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
        }
        return new Reply(head, body.toByteArray());
    }

    Reply reply() throws IOException {
        return reply(false);
    }

    /** The next chunk; empty at the last. */
    String chunk() throws IOException {
        var size = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("cut off inside an answer");
            }
            size.append((char) b);
        }
        byte[] bytes = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
        in.readNBytes(2);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** How much still comes until the connection is closed, in bytes. */
    long rest() throws IOException {
        long bytes = 0;
        byte[] scrap = new byte[65_536];
        try {
            for (int read = in.read(scrap); read >= 0; read = in.read(scrap)) {
                bytes += read;
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("not closed, after " + bytes + " bytes", e);
        } catch (IOException e) {
            // Reset: as closed.
        }
        return bytes;
    }

    /** Whether the gateway closes the connection within the time, whatever it sends before. */
    boolean closedWithin(int millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        byte[] scrap = new byte[8192];
        while (true) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            socket.setSoTimeout((int) left);
            try {
                if (in.read(scrap) < 0) {
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
