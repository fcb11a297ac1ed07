package org.paincare.e2e.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between clients and a server that delays, resets and forgets. Of every twenty connections one is reset in the
 * middle of an answer, one is half open for a while (what is sent arrives, no answer comes), and a quarter are slow. None
 * lives longer than some ten answers.
 */
public final class BadNetwork implements AutoCloseable {

    /** What becomes of a connection. */
    private enum Fate {
        GOOD,
        SLOW,
        RESET,
        HALF_OPEN
    }

    private static final Duration DELAY = Duration.ofMillis(500);
    private static final int HALF_OPEN_MILLIS = 3_000;
    private static final int LONGEST_LIFE = 10;

    private final ServerSocket server;
    private final int target;
    private final SplittableRandom random;
    private final AtomicInteger torn = new AtomicInteger();

    private BadNetwork(ServerSocket server, int target, SplittableRandom random) {
        this.server = server;
        this.target = target;
        this.random = random;
    }

    /** @param target the port on this machine that it leads to */
    public static BadNetwork before(int target, long seed) throws IOException {
        BadNetwork network = new BadNetwork(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, new SplittableRandom(seed));
        Thread.ofVirtual().name("bad-network").start(network::accept);
        return network;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections that were reset or left half open so far. */
    public int torn() {
        return torn.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Fate fate = fate();
                Thread.ofVirtual().start(() -> carry(client, fate));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Fate fate() {
        int drawn = random.nextInt(20);
        return drawn == 0 ? Fate.RESET : drawn == 1 ? Fate.HALF_OPEN : drawn < 7 ? Fate.SLOW : Fate.GOOD;
    }

    private void carry(Socket client, Fate fate) {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), target)) {
            if (fate == Fate.SLOW) {
                Thread.sleep(DELAY);
            }
            Thread.ofVirtual().start(() -> ask(client, behind));
            if (fate == Fate.HALF_OPEN) {
                torn.incrementAndGet();
                behind.setSoTimeout(HALF_OPEN_MILLIS);
                behind.getInputStream().transferTo(OutputStream.nullOutputStream());
            } else {
                answer(behind, client, fate);
            }
        } catch (IOException gone) {
            // One end is gone: so is the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(Socket client, Socket behind) {
        try {
            client.getInputStream().transferTo(behind.getOutputStream());
            behind.shutdownOutput();
        } catch (IOException gone) {
            // The way back notices by itself.
        }
    }

    private void answer(Socket behind, Socket client, Fate fate) throws IOException {
        InputStream in = behind.getInputStream();
        byte[] buffer = new byte[65_536];
        int count = in.read(buffer);
        for (int answers = 0; count >= 0 && answers < LONGEST_LIFE; answers++) {
            if (fate == Fate.RESET) {
                torn.incrementAndGet();
                client.getOutputStream().write(buffer, 0, count / 2);
                client.setSoLinger(true, 0);
                return;
            }
            client.getOutputStream().write(buffer, 0, count);
            count = in.read(buffer);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
