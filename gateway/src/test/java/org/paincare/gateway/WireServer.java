package org.paincare.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A service as the gateway sees it: bytes on a socket, and it may misbehave in any way a test asks for. */
public final class WireServer {

    /** What a service got: the head exactly as it came, and the body. */
    public record Received(String head, byte[] body) {
        public String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        public String path() {
            return line().split(" ")[1].split("\\?")[0];
        }

        /** The values of a header, in order. */
        public List<String> header(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    /** One connection of the gateway. */
    public record Peer(Socket socket, InputStream in, OutputStream out) {
        public void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        public void json(int status, String body, String... headers) throws IOException {
            write("HTTP/1.1 " + status + " X\r\ncontent-type: application/json\r\ncontent-length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                    + String.join(
                            "", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n");
            out.write(body.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Waits until the gateway hangs up; false where it does not within the time. */
        public boolean hungUp(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                return in.read() < 0;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }
    }

    /** How a service answers; closes nothing unless it says so. */
    public interface Behaviour {
        void answer(Received request, Peer peer) throws Exception;
    }

    private final String name;
    private final int port;
    private volatile ServerSocket server;
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> beforeBody = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile CountDownLatch frozen = new CountDownLatch(0);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public WireServer(String name, int port) {
        this.name = name;
        this.port = port;
        this.server = open();
    }

    private ServerSocket open() {
        try {
            var opened = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            // A platform thread: one that is virtual could still accept a connection while the socket is being closed.
            Thread.ofPlatform().daemon().start(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gone: connections are refused, the open ones closed. */
    public void down() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    public void up() {
        server = open();
    }

    /** As a stopped process: connections are taken, and nothing more happens on any. */
    public void freeze() {
        frozen = new CountDownLatch(1);
    }

    /** Goes on with what came meanwhile. */
    public void thaw() {
        frozen.countDown();
    }

    public String name() {
        return name;
    }

    /** Answers the path in this way until {@link #forget}. */
    public void on(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    /** Answers the path as soon as the head is there, leaving the body to the behaviour. */
    public void onHead(String path, Behaviour behaviour) {
        beforeBody.put(path, behaviour);
    }

    public void forget() {
        behaviours.clear();
        beforeBody.clear();
        received.clear();
    }

    /** The next request that came, with its path; fails after three seconds. */
    public Received next() throws InterruptedException {
        Received next = received.poll(3, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError(name + " got no request");
        }
        return next;
    }

    /** How many requests nobody has looked at yet. */
    public int waiting() {
        return received.size();
    }

    public boolean gotNothing() {
        return received.isEmpty();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var peer = new Peer(socket, socket.getInputStream(), socket.getOutputStream());
            while (!socket.isClosed()) {
                String head = head(peer.in());
                frozen.await();
                if (head == null) {
                    return;
                }
                var bare = new Received(head, new byte[0]);
                Behaviour early = beforeBody.get(bare.path());
                if (early != null) {
                    received.add(bare);
                    early.answer(bare, peer);
                    return;
                }
                var request = new Received(head, body(bare, peer.in()));
                if (!bare.path().startsWith("/q/")) {
                    received.add(request);
                }
                behaviours.getOrDefault(bare.path(), this::usual).answer(request, peer);
            }
        } catch (Exception e) {
            // The gateway hung up: for it to do at any time.
        } finally {
            open.remove(socket);
        }
    }

    private void usual(Received request, Peer peer) throws IOException {
        switch (request.path()) {
            case "/q/health/ready", "/q/health/live" -> peer.json(200, "{\"status\":\"UP\"}");
            case "/q/openapi" -> peer.json(404, "{}");
            default -> peer.json(200, "{\"service\":\"" + name + "\"}");
        }
    }

    /** Up to and without the empty line; null at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int last = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            last = (last << 8) | b;
            if (last == 0x0d0a0d0a) {
                return bytes.toString(StandardCharsets.ISO_8859_1).strip() + "\r\n";
            }
        }
        return null;
    }

    private static byte[] body(Received head, InputStream in) throws IOException {
        if (!head.header("content-length").isEmpty()) {
            return in.readNBytes(Integer.parseInt(head.header("content-length").getFirst()));
        }
        if (head.header("transfer-encoding").isEmpty()) {
            return new byte[0];
        }
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("cut off");
                }
                size.append((char) b);
            }
            int length = Integer.parseInt(size.toString().strip(), 16);
            body.write(in.readNBytes(length));
            in.readNBytes(2);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }
}
