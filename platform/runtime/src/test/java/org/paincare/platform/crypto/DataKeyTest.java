package org.paincare.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataKeyTest {

    private static final String OLD = encoded('o');
    private static final String NEW = encoded('n');
    private static final byte[] WORDS = "link".getBytes(StandardCharsets.UTF_8);
    private static final String LINK = "answer-link|LINK";
    private static final int REPLICAS = 3;

    private static String encoded(char letter) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.UTF_8));
    }

    private static DataKey key(String current, String... also) {
        return new DataKey(current, also.length == 0 ? Optional.empty() : Optional.of(List.of(also)));
    }

    @Test
    void whatWasSealedOpensOnlyWhereItBelongs() {
        var sealed = key(OLD).seal(WORDS, LINK);

        assertThat(key(OLD).open(sealed, LINK)).contains(WORDS);
        assertThat(key(OLD).open(sealed, "answer-link|SESSION")).isEmpty();
        assertThat(key(NEW).open(sealed, LINK)).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(key(OLD).open(sealed, LINK)).isEmpty();
        assertThat(key(OLD).open(new byte[5], LINK)).isEmpty();
    }

    @Test
    void aKeyOfAnotherLengthIsNone() {
        assertThatThrownBy(() -> key("AAAA")).hasMessageContaining("PAINCARE_DATA_KEY must");
        assertThatThrownBy(() -> key(OLD, "AAAA")).hasMessageContaining("PAINCARE_DATA_KEYS_ALSO must");
    }

    @Test
    void aFurtherKeyOpensAndSealsNothing() {
        var both = key(NEW, OLD);

        assertThat(both.open(key(OLD).seal(WORDS, LINK), LINK)).contains(WORDS);
        assertThat(key(OLD).open(both.seal(WORDS, LINK), LINK)).isEmpty();
        assertThat(key(NEW).open(both.seal(WORDS, LINK), LINK)).contains(WORDS);
    }

    /** As the page on changing keys says: one replica after the other, first to open, then to seal, last to forget. */
    @Test
    void whileReplicasAreGivenTheNewKeyOneByOneNothingThatAnyOfThemMadeIsRefusedByAnother() {
        var replicas = new AtomicReferenceArray<>(
                IntStream.range(0, REPLICAS).mapToObj(one -> key(OLD)).toArray(DataKey[]::new));
        Queue<byte[]> made = new ConcurrentLinkedQueue<>();
        Queue<byte[]> refused = new ConcurrentLinkedQueue<>();
        var over = new AtomicBoolean();
        var callers = IntStream.range(0, 4)
                .mapToObj(caller -> CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        var sealed = any(replicas).seal(WORDS, LINK);
                        made.add(sealed);
                        var older = made.peek();
                        for (var one : List.of(sealed, older == null ? sealed : older)) {
                            if (any(replicas).open(one, LINK).isEmpty()) {
                                refused.add(one);
                            }
                        }
                    }
                }))
                .toList();
        for (var step : List.of(key(OLD, NEW), key(NEW, OLD))) {
            for (int replica = 0; replica < REPLICAS; replica++) {
                var before = made.size();
                replicas.set(replica, step);
                while (made.size() < before + 200) {
                    Thread.onSpinWait();
                }
            }
        }
        over.set(true);
        callers.forEach(CompletableFuture::join);

        assertThat(refused).isEmpty();
        // Made by the old key and older than anything lives: forgotten with it.
        assertThat(key(NEW).open(made.peek(), LINK)).isEmpty();
        assertThat(key(NEW).open(any(replicas).seal(WORDS, LINK), LINK)).contains(WORDS);
    }

    private static DataKey any(AtomicReferenceArray<DataKey> replicas) {
        return replicas.get(ThreadLocalRandom.current().nextInt(REPLICAS));
    }
}
