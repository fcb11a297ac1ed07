package org.paincare.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that sends a request and reads its answer, with next to no CPU of its own: what it
 * used would be missing to what is measured. For one thread.
 */
final class CallerConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Socket socket;
    private final InputStream in;

    CallerConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    /** Sends the bytes of a whole request and returns the status of its answer, all of which is read. */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        return readAnswer(in);
    }

    /** Reads one answer to its end; its status. */
    static int readAnswer(InputStream in) throws IOException {
        String statusLine = line(in);
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        long length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            }
        }
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return status;
        }
        if (chunked) {
            skipChunks(in);
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private static void skipChunks(InputStream in) throws IOException {
        long size;
        do {
            size = Long.parseLong(line(in).split(";", 2)[0].strip(), 16);
            in.skipNBytes(size);
            if (size > 0) {
                line(in);
            }
        } while (size > 0);
        while (!line(in).isEmpty()) {
            // trailers
        }
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed in the middle of an answer");
            }
            if (next != '\r') {
                bytes.append((char) next);
            }
        }
        return bytes.toString();
    }

    /** The bytes of a request with a body, or without where it is empty. */
    static byte[] request(String method, String path, int port, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: application/json\r\n"
                + headers
                + (content.length == 0
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = java.util.Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
