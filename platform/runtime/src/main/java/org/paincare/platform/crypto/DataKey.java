package org.paincare.platform.crypto;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The installation's data key: AES-256-GCM (NIST SP 800-38D), a fresh random 96-bit nonce per message. The context binds
 * a message to where it belongs: the same bytes under another context do not open. While keys are changed further keys
 * open too, but nothing is sealed with them. Safe from any thread.
 */
@Singleton
public class DataKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final List<SecretKeySpec> opening;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param encoded {@code PAINCARE_DATA_KEY}: 32 bytes as base64
     * @param also    {@code PAINCARE_DATA_KEYS_ALSO}: the key that comes next or the one before, none or several
     */
    @Inject
    DataKey(
            @ConfigProperty(name = "paincare.data-key") String encoded,
            @ConfigProperty(name = "paincare.data-keys-also") Optional<List<String>> also) {
        this.key = key("PAINCARE_DATA_KEY", encoded);
        var keys = new ArrayList<>(List.of(key));
        also.orElse(List.of()).forEach(one -> keys.add(key("PAINCARE_DATA_KEYS_ALSO", one.strip())));
        this.opening = List.copyOf(keys);
    }

    private static SecretKeySpec key(String name, String encoded) {
        var bytes = Base64.getDecoder().decode(encoded);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(name + " must be 32 bytes in base64");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    public byte[] seal(byte[] plain, String context) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
            var sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data key does not work", e);
        }
    }

    /** The plain bytes, or empty where the message was sealed by none of these keys for this context. */
    public Optional<byte[]> open(byte[] sealed, String context) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        return opening.stream()
                .flatMap(one -> open(one, sealed, context).stream())
                .findFirst();
    }

    private static Optional<byte[]> open(SecretKeySpec key, byte[] sealed, String context) {
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, context);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
