package org.paincare.testing.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The identity provider as a process of its own: {@code IssuerMain DATA PORT}; prints {@code READY URL}. */
public final class IssuerMain {

    private IssuerMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            LocalIssuer issuer = LocalIssuer.start(Path.of(args[0]), Integer.parseInt(args[1]));
            Runtime.getRuntime().addShutdownHook(new Thread(issuer::stop, "stop"));
            System.out.println("READY " + issuer.url());
        } catch (CannotStart e) {
            System.out.println("REFUSED " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
