package org.paincare.testing.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that signs real certificates (EC, SHA-256) within a millisecond; the JDK makes keys and signatures, the bytes around them are written here. */
public final class TestAuthority {

    /** A certificate and its key in PEM files. */
    public record PemFiles(Path certificate, Path key) {}

    private static final byte[] ECDSA_SHA256 = {0x06, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    private static final byte[] COMMON_NAME = {0x06, 3, 0x55, 4, 3};
    private static final byte[] BASIC_CONSTRAINTS = {0x06, 3, 0x55, 0x1d, 0x13};
    private static final byte[] ALTERNATIVE_NAME = {0x06, 3, 0x55, 0x1d, 0x11};
    private static final byte[] TRUE = {1, 1, (byte) 0xff};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final AtomicLong SERIALS = new AtomicLong(System.nanoTime() & 0xffff_ffffL);

    private final String name;
    private final PrivateKey key;
    private final byte[] certificate;

    private TestAuthority(String name, PrivateKey key, byte[] certificate) {
        this.name = name;
        this.key = key;
        this.certificate = certificate;
    }

    public static TestAuthority named(String name) {
        KeyPair keys = keys();
        byte[] certificate = certificate(
                name,
                keys.getPrivate(),
                name,
                keys,
                Instant.now().minus(Duration.ofDays(1)),
                Duration.ofDays(30),
                true);
        return new TestAuthority(name, keys.getPrivate(), certificate);
    }

    /** What {@link #keep} kept: tests and the settings they run with live in different class loaders. */
    public static TestAuthority kept(Path folder) {
        try {
            return new TestAuthority(
                    Files.readString(folder.resolve("authority.name")),
                    key(folder.resolve("authority.key")),
                    certificates(Files.readAllBytes(folder.resolve("authority.pem")))[0].getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path keep(Path folder) {
        write(folder.resolve("authority.name"), name);
        write(folder.resolve("authority.key"), pem("PRIVATE KEY", key.getEncoded()));
        return write(folder.resolve("authority.pem"), pem("CERTIFICATE", certificate));
    }

    /** A good certificate for a host, in files of that name; what is there already is replaced as a mounted secret is. */
    public PemFiles issue(Path folder, String file, String host) {
        return issue(folder, file, host, Instant.now().minus(Duration.ofDays(1)));
    }

    /** One that is good for two days from a time on. */
    public PemFiles issue(Path folder, String file, String host, Instant from) {
        KeyPair keys = keys();
        byte[] made = certificate(name, key, host, keys, from, Duration.ofDays(2), false);
        return new PemFiles(
                write(folder.resolve(file + ".pem"), pem("CERTIFICATE", made) + pem("CERTIFICATE", certificate)),
                write(
                        folder.resolve(file + ".key"),
                        pem("PRIVATE KEY", keys.getPrivate().getEncoded())));
    }

    /** TLS as somebody speaks it who trusts this authority alone, with a certificate of its own or without. */
    public SSLContext context(KeyManager... own) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", certificates(certificate)[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows that certificate to whoever asks for one. */
    public static KeyManager[] showing(PemFiles files) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", key(files.key()), new char[0], certificates(Files.readAllBytes(files.certificate())));
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, new char[0]);
            return managers.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate[] certificates(byte[] pemOrDer) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pemOrDer)).stream()
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
    }

    private static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
        String base64 = Files.readAllLines(pem).stream()
                .filter(line -> !line.startsWith("-----"))
                .collect(Collectors.joining());
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] certificate(
            String issuer, PrivateKey signer, String subject, KeyPair keys, Instant from, Duration good, boolean ca) {
        byte[] algorithm = der(0x30, ECDSA_SHA256);
        byte[] extension = ca
                ? der(0x30, BASIC_CONSTRAINTS, TRUE, der(0x04, der(0x30, TRUE)))
                : der(
                        0x30,
                        ALTERNATIVE_NAME,
                        der(0x04, der(0x30, der(0x82, subject.getBytes(StandardCharsets.US_ASCII)))));
        byte[] content = der(
                0x30,
                der(0xa0, new byte[] {2, 1, 2}),
                der(0x02, BigInteger.valueOf(SERIALS.incrementAndGet()).toByteArray()),
                algorithm,
                name(issuer),
                der(0x30, time(from), time(from.plus(good))),
                name(subject),
                keys.getPublic().getEncoded(),
                der(0xa3, der(0x30, extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer);
            signature.update(content);
            return der(0x30, content, algorithm, der(0x03, new byte[] {0}, signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] name(String text) {
        return der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, text.getBytes(StandardCharsets.UTF_8)))));
    }

    private static byte[] time(Instant time) {
        return der(0x17, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length > 255) {
            whole.write(0x82);
            whole.write(length >> 8);
        } else if (length > 127) {
            whole.write(0x81);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    private static Path write(Path file, String text) {
        try {
            Path beside = Files.createTempFile(file.getParent(), "new", ".pem");
            Files.writeString(beside, text);
            return Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
