package org.paincare.gateway.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, which may be replaced while connections are being opened: each handshake sees one pair
 * from its beginning to its end. Safe for every thread.
 */
final class Shown extends X509ExtendedKeyManager {

    private static final byte[] ANYTHING =
            "a key and its certificate".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private record Pair(String alias, X509Certificate[] chain, PrivateKey key) {
        PublicKey publicKey() {
            return chain[0].getPublicKey();
        }
    }

    private volatile Pair current;
    private volatile @Nullable Pair before;

    /** @throws GeneralSecurityException where the key is not the certificate's */
    Shown(List<X509Certificate> chain, PrivateKey key) throws GeneralSecurityException {
        current = pair(1, chain, key);
    }

    /** From now on; what is being shaken hands on goes on as it began. */
    synchronized void replace(List<X509Certificate> chain, PrivateKey key) throws GeneralSecurityException {
        Pair next = pair(Integer.parseInt(current.alias()) + 1, chain, key);
        before = current;
        current = next;
    }

    X509Certificate certificate() {
        return current.chain()[0];
    }

    /** Half a replacement, the new certificate beside the old key, is none. */
    private static Pair pair(int number, List<X509Certificate> chain, PrivateKey key) throws GeneralSecurityException {
        PublicKey publicKey = chain.getFirst().getPublicKey();
        Signature signature = Signature.getInstance(
                switch (publicKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> publicKey.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(ANYTHING);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(ANYTHING);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
        return new Pair(Integer.toString(number), chain.toArray(X509Certificate[]::new), key);
    }

    private @Nullable Pair named(@Nullable String alias) {
        return Stream.of(current, before)
                .filter(pair -> pair != null && pair.alias().equals(alias))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String aliasFor(@Nullable String... kinds) {
        Pair now = current;
        String kind = now.publicKey().getAlgorithm();
        boolean suits = kinds != null
                && Arrays.stream(kinds)
                        .anyMatch(wished -> wished != null && (wished.equals(kind) || wished.startsWith(kind + "_")));
        return suits ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String kind, Principal @Nullable [] issuers, SSLEngine engine) {
        return aliasFor(kind);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] kinds, Principal @Nullable [] issuers, SSLEngine engine) {
        return aliasFor(kinds);
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal @Nullable [] issuers, Socket socket) {
        return aliasFor(kind);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, Socket socket) {
        return aliasFor(kinds);
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
        String alias = aliasFor(kind);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
        return getServerAliases(kind, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        Pair pair = named(alias);
        return pair == null ? null : pair.chain().clone();
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        Pair pair = named(alias);
        return pair == null ? null : pair.key();
    }
}
