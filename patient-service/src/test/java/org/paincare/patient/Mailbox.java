package org.paincare.patient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.ConfigProvider;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server where this service looks for one, taking mail or refusing it as a test says. */
final class Mailbox implements AutoCloseable {

    /** One mail as it came over the wire, its body decoded. */
    record Mail(String recipient, String headers, String body) {}

    private final List<Mail> taken = new CopyOnWriteArrayList<>();
    private final SMTPServer server;
    private volatile int refusal;

    private Mailbox() {
        server = SMTPServer.port(ConfigProvider.getConfig().getValue("quarkus.mailer.port", Integer.class))
                .messageHandlerFactory(context -> new Taker())
                .build();
        server.start();
    }

    static Mailbox open() {
        return new Mailbox();
    }

    /** Answers every recipient with that code from now on; 0 takes them. */
    void refuseWith(int code) {
        refusal = code;
    }

    List<Mail> to(String recipient) {
        return taken.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Taker implements MessageHandler {

        private String recipient = "";

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String wanted) throws RejectException {
            if (refusal != 0) {
                throw new RejectException(refusal, "not now");
            }
            recipient = wanted;
        }

        @Override
        public String data(InputStream data) throws IOException {
            var text = new String(data.readAllBytes(), StandardCharsets.US_ASCII);
            var end = text.indexOf("\r\n\r\n");
            taken.add(new Mail(recipient, text.substring(0, end), decoded(text.substring(end + 4))));
            return "taken";
        }

        @Override
        public void done() {}
    }

    /** Quoted-printable (RFC 2045 6.7). */
    private static String decoded(String body) {
        var lines = body.replace("=\r\n", "");
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < lines.length(); i++) {
            if (lines.charAt(i) == '=' && i + 2 < lines.length()) {
                bytes.write(Integer.parseInt(lines.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(lines.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
